'use client';

import { ExpressionFields } from '#components/explore/expression-fields.tsx';
import { useObjectives } from '#components/objectives/queries.ts';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { RuleDocument } from '#lib/alerts/schemas.ts';
import { workbookWindows } from '#lib/alerts/schemas.ts';
import { BurnFields } from './burn-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { DurationField } from './duration-field.tsx';

type Signal = RuleDocument['signal'];
type BurnSignal = Extract<Signal, { kind: 'burn_rate' }>;

interface SignalFieldsProps {
  signal: Signal;
  /** For the values that filters offer. */
  range: { from: string; to: string };
  onChange: (signal: Signal) => void;
}

const windows = [60, 300, 600, 900, 1800, 3600, 21_600, 86_400, 604_800];

const firstMetric: Signal = {
  kind: 'metric',
  expression: { metric: 'error_rate', aggregation: 'value', traffic: 'live' },
  windowSeconds: 300,
  condition: { kind: 'above', threshold: 0.05 },
};
const firstBurn: Signal = { kind: 'burn_rate', objective: null, windows: workbookWindows };

/** What a rule reads, and when that is wrong. */
export function SignalFields({ signal, range, onChange }: SignalFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Watch" required>
        {(control) => (
          <Select
            {...control}
            value={signal.kind}
            onValueChange={(kind) => onChange(kind === 'metric' ? firstMetric : firstBurn)}
            options={[
              { value: 'metric', label: 'A metric', hint: 'Any metric, percentile, drift verdict or check.' },
              {
                value: 'burn_rate',
                label: 'An objective',
                hint: 'How fast its error budget is used up, over long and short windows at once.',
              },
            ]}
          />
        )}
      </Field>
      {signal.kind === 'metric' ? (
        <>
          <ExpressionFields
            value={signal.expression}
            range={range}
            onChange={(expression) => onChange({ ...signal, expression })}
          />
          <DurationField
            label="Over the last"
            value={signal.windowSeconds}
            choices={windows}
            onChange={(windowSeconds) => onChange({ ...signal, windowSeconds })}
          />
          <ConditionFields
            key={`${signal.expression.metric} ${signal.expression.aggregation}`}
            signal={signal}
            onChange={(condition) => onChange({ ...signal, condition })}
          />
        </>
      ) : (
        <>
          <ObjectiveField signal={signal} onChange={onChange} />
          <BurnFields windows={signal.windows} onChange={(windows) => onChange({ ...signal, windows })} />
        </>
      )}
    </div>
  );
}

const everyObjective = 'all';

function ObjectiveField({ signal, onChange }: { signal: BurnSignal; onChange: (signal: Signal) => void }) {
  const objectives = useObjectives({ endpoint: undefined, environment: undefined });
  return (
    <Field label="Objective" required>
      {(control) => (
        <Select
          {...control}
          value={signal.objective ?? everyObjective}
          onValueChange={(id) => onChange({ ...signal, objective: id === everyObjective ? null : id })}
          options={[
            { value: everyObjective, label: 'Every objective' },
            ...(objectives.data?.items ?? []).map(({ id, endpoint, name }) => ({
              value: id,
              label: `${endpoint}: ${name}`,
            })),
          ]}
        />
      )}
    </Field>
  );
}
