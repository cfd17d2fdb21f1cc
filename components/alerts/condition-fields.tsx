'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Condition, Direction, RuleDocument } from '#lib/alerts/schemas.ts';
import { describeMetric } from '#lib/monitoring/schemas.ts';
import { NumberField } from './number-field.tsx';
import { useProblem } from './problems.ts';

type MetricSignal = Extract<RuleDocument['signal'], { kind: 'metric' }>;

interface ConditionFieldsProps {
  signal: MetricSignal;
  onChange: (condition: Condition) => void;
}

const kinds = [
  { value: 'above', label: 'Is above' },
  { value: 'below', label: 'Is below' },
  { value: 'outside', label: 'Is outside a range' },
  { value: 'change', label: 'Changes by more than' },
  { value: 'anomaly', label: 'Is unusual for the hour' },
  { value: 'unchanged', label: 'Does not change' },
] as const;

const directions = [
  { value: 'up', label: 'Upwards' },
  { value: 'down', label: 'Downwards' },
  { value: 'either', label: 'Either way' },
] as const;

function begin(kind: Condition['kind'], threshold: number): Condition {
  switch (kind) {
    case 'above':
    case 'below':
      return { kind, threshold };
    case 'outside':
      return { kind, low: 0, high: threshold };
    case 'unchanged':
      return { kind };
    case 'change':
      return { kind, direction: 'up', by: 0.5, against: 'previous', weeks: 4 };
    case 'anomaly':
      return { kind, direction: 'either', score: 3.5, weeks: 4, minWeeks: 2 };
  }
}

/** When the value is wrong; thresholds are typed as people say them. */
export function ConditionFields({ signal, onChange }: ConditionFieldsProps) {
  const { condition } = signal;
  const known = 'threshold' in condition ? condition.threshold : 'high' in condition ? condition.high : 0;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="The value" required>
        {(control) => (
          <Select<Condition['kind']>
            {...control}
            value={condition.kind}
            onValueChange={(kind) => onChange(begin(kind, known))}
            options={kinds}
          />
        )}
      </Field>
      <Bounds signal={signal} onChange={onChange} />
    </div>
  );
}

function Bounds({ signal, onChange }: ConditionFieldsProps) {
  const { condition } = signal;
  const lowProblem = useProblem('document.signal.condition.low');
  const { factor, unit } = typedAs(signal);
  const label = (word: string) => (unit === '' ? word : `${word}, ${unit}`);
  switch (condition.kind) {
    case 'above':
    case 'below':
      return (
        <NumberField
          label={label('Threshold')}
          value={condition.threshold}
          factor={factor}
          onChange={(threshold) => onChange({ ...condition, threshold })}
        />
      );
    case 'outside':
      return (
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label={label('From')}
            value={condition.low}
            factor={factor}
            error={lowProblem}
            onChange={(low) => onChange({ ...condition, low })}
          />
          <NumberField
            label={label('To')}
            value={condition.high}
            factor={factor}
            onChange={(high) => onChange({ ...condition, high })}
          />
        </div>
      );
    case 'unchanged':
      return null;
    case 'change':
      return (
        <>
          <NumberField
            label="By, %"
            value={condition.by}
            factor={0.01}
            min={1}
            onChange={(by) => onChange({ ...condition, by })}
          />
          <DirectionField
            value={condition.direction}
            onChange={(direction) => onChange({ ...condition, direction })}
          />
          <Field label="Against" required>
            {(control) => (
              <Select
                {...control}
                value={condition.against}
                onValueChange={(against) => onChange({ ...condition, against })}
                options={[
                  { value: 'previous', label: 'The same length of time before' },
                  { value: 'past_weeks', label: 'The same hour of past weeks' },
                ]}
              />
            )}
          </Field>
          {condition.against === 'past_weeks' && (
            <WeeksField
              label="Weeks looked at"
              hint="Their median counts. Usually 4."
              value={condition.weeks}
              least={1}
              onChange={(weeks) => onChange({ ...condition, weeks })}
            />
          )}
        </>
      );
    case 'anomaly':
      return (
        <>
          <NumberField
            label="Score"
            hint="How many usual deviations away; 3.5 is the common choice."
            value={condition.score}
            min={1}
            onChange={(score) => onChange({ ...condition, score })}
          />
          <DirectionField
            value={condition.direction}
            onChange={(direction) => onChange({ ...condition, direction })}
          />
          <WeeksField
            label="Weeks looked at"
            hint="Usually 4."
            value={condition.weeks}
            least={2}
            onChange={(weeks) =>
              onChange({ ...condition, weeks, minWeeks: Math.min(condition.minWeeks, weeks) })
            }
          />
          <WeeksField
            label="Judges when so many were measured"
            hint="Usually 2: with one week, last week's trouble would be what is usual."
            value={condition.minWeeks}
            least={2}
            most={condition.weeks}
            onChange={(minWeeks) => onChange({ ...condition, minWeeks })}
          />
        </>
      );
  }
}

interface WeeksFieldProps {
  label: string;
  hint: string;
  value: number;
  least: number;
  most?: number;
  onChange: (weeks: number) => void;
}

function WeeksField({ label, hint, value, least, most = 8, onChange }: WeeksFieldProps) {
  const choices = Array.from({ length: most - least + 1 }, (_, index) => String(least + index));
  return (
    <Field label={label} hint={hint} required>
      {(control) => (
        <Select
          {...control}
          value={String(value)}
          onValueChange={(weeks) => onChange(Number(weeks))}
          options={choices.map((weeks) => ({ value: weeks, label: weeks }))}
        />
      )}
    </Field>
  );
}

interface DirectionFieldProps {
  value: Direction;
  onChange: (direction: Direction) => void;
}

function DirectionField({ value, onChange }: DirectionFieldProps) {
  return (
    <Field label="Direction" required>
      {(control) => (
        <Select<Direction> {...control} value={value} onValueChange={onChange} options={directions} />
      )}
    </Field>
  );
}

function typedAs({ expression }: MetricSignal): { factor: number; unit: string } {
  const { metric, aggregation } = expression;
  if (aggregation === 'share_at_most' || aggregation === 'share') return { factor: 0.01, unit: '%' };
  if (aggregation === 'count') return { factor: 1, unit: 'requests' };
  const { unit } = describeMetric(metric);
  switch (unit) {
    case 'share':
      return { factor: 0.01, unit: '%' };
    case 'milliseconds':
      return { factor: 1, unit: 'ms' };
    case 'nano-dollars':
      return { factor: 1e9, unit: 'USD' };
    case 'bytes':
      return { factor: 1e6, unit: 'MB' };
    default:
      return { factor: 1, unit: unit === 'count' || unit === 'score' ? '' : unit };
  }
}
