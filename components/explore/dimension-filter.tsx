'use client';

import { useState } from 'react';
import { dimensionLabel } from '#components/charts/dimension-labels.ts';
import { useDimensionValues } from '#components/charts/use-metric.ts';
import { describeMetric, type MetricExpression, type MetricGroup } from '#lib/monitoring/schemas.ts';
import type { FilterName } from './expression.ts';
import { SearchList } from './search-list.tsx';

interface DimensionFilterProps {
  dimension: FilterName;
  expression: MetricExpression;
  range: { from: string; to: string };
  onChange: (labels: Partial<Record<FilterName, string | number | null>>) => void;
}

const everything = ' any';

/** Narrows to one of the values that were measured in the range. */
export function DimensionFilter({ dimension, expression, range, onChange }: DimensionFilterProps) {
  const [opened, setOpened] = useState(false);
  const groups = useDimensionValues({ ...askedOf(dimension, expression), ...range }, opened);
  const label = dimensionLabel(expression.metric, dimension);
  const chosen = expression[dimension];
  const options = groups
    .filter(({ key, labels }) => key !== '' && labels[dimension] !== undefined)
    .map(({ key }) => ({ value: key, label: key }));
  const current = chosen === undefined ? null : wordsOf(dimension, expression);
  return (
    <SearchList
      label={label}
      value={current}
      shown={current === null ? `Any ${label.toLowerCase()}` : current}
      groups={[
        {
          label: null,
          options: chosen === undefined ? [] : [{ value: everything, label: `Any ${label.toLowerCase()}` }],
        },
        { label: `Measured in this range`, options },
      ]}
      onOpen={() => setOpened(true)}
      onChoose={(value) => {
        const group = groups.find(({ key }) => key === value);
        onChange(
          value === everything || group === undefined ? cleared(dimension) : labelsOf(dimension, group),
        );
      }}
      empty="Nothing was measured in this range."
      className="w-auto min-w-36 max-w-64"
    />
  );
}

/** What of: gauges and kinds are looked up in the metric itself, requests in the count of requests. */
function askedOf(dimension: FilterName, expression: MetricExpression): MetricExpression {
  const { metric, aggregation, environment, endpoint, traffic, threshold } = expression;
  const itself = dimension === 'subject' || describeMetric(metric).kind === 'gauge';
  const within = dimension === 'endpoint' ? {} : { endpoint };
  const asked = itself
    ? { metric, aggregation, ...(threshold !== undefined && { threshold }) }
    : ({ metric: 'requests', aggregation: 'sum' } as const);
  return { ...asked, environment, traffic, ...within, groupBy: dimension };
}

/** A version is of a model, and what a gauge is of may be of an endpoint, so both are said. */
function labelsOf(dimension: FilterName, { labels }: MetricGroup) {
  const value = labels[dimension] ?? null;
  if (dimension === 'subject' && labels.endpoint !== undefined)
    return { subject: value, endpoint: labels.endpoint };
  return dimension === 'version' ? { version: value, model: labels.model ?? null } : { [dimension]: value };
}

function cleared(dimension: FilterName) {
  return dimension === 'version' ? { version: null, model: null } : { [dimension]: null };
}

function wordsOf(dimension: FilterName, expression: MetricExpression): string {
  const value = String(expression[dimension]);
  if (dimension === 'version')
    return expression.model === undefined ? `v${value}` : `${expression.model} v${value}`;
  return dimension === 'configuration' ? `Configuration ${value}` : value;
}
