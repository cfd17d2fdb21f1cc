'use client';

import type { ReactNode } from 'react';
import { dimensionLabel } from '#components/charts/dimension-labels.ts';
import { aggregationWords, unitOf } from '#components/charts/metric-units.ts';
import { exactName } from '#components/charts/series.ts';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import {
  type Aggregation,
  aggregationsOf,
  type Dimension,
  describeMetric,
  type MetricExpression,
} from '#lib/monitoring/schemas.ts';
import { DimensionFilter } from './dimension-filter.tsx';
import { dimensionsOf, type FilterName, wholeExpression } from './expression.ts';
import { MetricPicker } from './metric-picker.tsx';

interface ExpressionFieldsProps {
  value: MetricExpression;
  onChange: (expression: MetricExpression) => void;
  range: { from: string; to: string };
}

const together = 'none';
const trafficWords = {
  live: 'Live traffic',
  shadow: 'Shadow traffic',
  playground: 'Versions tried',
} as const;

/** Metric, how it is read, what it is split by, and what it is about. */
export function ExpressionFields({ value, onChange, range }: ExpressionFieldsProps) {
  const { metric, aggregation, groupBy } = value;
  const change = (part: Partial<Record<keyof MetricExpression, unknown>>) =>
    onChange(wholeExpression({ ...value, ...part } as MetricExpression));
  const dimensions = dimensionsOf(metric);
  const filters = dimensions.filter((dimension): dimension is FilterName => dimension !== 'traffic');
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Labelled label="Metric">
          <MetricPicker value={metric} onChange={(next) => change({ metric: next })} className="w-full" />
        </Labelled>
        <Labelled label="Read as">
          <Select<Aggregation>
            aria-label="Read as"
            value={aggregation}
            onValueChange={(next) => change({ aggregation: next })}
            options={aggregationsOf[describeMetric(metric).kind].map((one) => ({
              value: one,
              label: sentenceCase(aggregationWords[one]),
            }))}
          />
        </Labelled>
        {aggregation === 'share_at_most' && (
          <ThresholdField expression={value} onChange={(threshold) => change({ threshold })} />
        )}
        <Labelled label="Split by">
          <Select<Dimension | typeof together>
            aria-label="Split by"
            value={groupBy ?? together}
            onValueChange={(next) => change({ groupBy: next === together ? undefined : next })}
            options={[
              { value: together, label: 'All together' },
              ...dimensions.map((dimension) => ({
                value: dimension,
                label: dimensionLabel(metric, dimension),
              })),
            ]}
          />
        </Labelled>
      </div>
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="sr-only">Filters</legend>
        {filters.map((dimension) => (
          <DimensionFilter
            key={dimension}
            dimension={dimension}
            expression={value}
            range={range}
            onChange={change}
          />
        ))}
        {dimensions.includes('traffic') && (
          <Select
            aria-label="Traffic"
            className="w-auto min-w-32"
            value={value.traffic}
            onValueChange={(traffic) => change({ traffic })}
            options={(['live', 'shadow', 'playground'] as const).map((one) => ({
              value: one,
              label: trafficWords[one],
            }))}
          />
        )}
      </fieldset>
    </div>
  );
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="font-medium text-sm">
        {label}
      </span>
      {children}
    </div>
  );
}

interface ThresholdFieldProps {
  expression: MetricExpression;
  onChange: (threshold: number) => void;
}

/** Typed in the unit people count in: money is kept in nano-dollars. */
function ThresholdField({ expression: { metric, threshold = 0 }, onChange }: ThresholdFieldProps) {
  const unit = unitOf(metric, 'p95');
  const factor = unit.exact?.per ?? 1;
  return (
    <Field label={`At most, ${exactName(unit)}`} required>
      {(control) => (
        <Input
          {...control}
          key={metric}
          type="number"
          min={0}
          step="any"
          defaultValue={threshold / factor}
          onChange={(event) => {
            const typed = event.target.valueAsNumber;
            if (Number.isFinite(typed) && typed >= 0) onChange(typed * factor);
          }}
        />
      )}
    </Field>
  );
}
