'use client';

import {
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useMemo } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { withQuery } from '#lib/client/api.ts';
import { type PanelKind, panelKinds } from '#lib/dashboards/schemas.ts';
import { trafficKindSchema } from '#lib/inference/schemas.ts';
import {
  aggregationSchema,
  dimensions,
  type MetricExpression,
  metricNames,
} from '#lib/monitoring/schemas.ts';
import { wholeExpression } from './expression.ts';

const parsers = {
  metric: parseAsStringLiteral(metricNames).withDefault('requests'),
  aggregation: parseAsStringLiteral(aggregationSchema.options),
  threshold: parseAsFloat,
  groupBy: parseAsStringLiteral(dimensions),
  endpoint: parseAsString,
  model: parseAsString,
  version: parseAsInteger,
  arm: parseAsString,
  configuration: parseAsInteger,
  traffic: parseAsStringLiteral(trafficKindSchema.options),
  subject: parseAsString,
  kind: parseAsStringLiteral(panelKinds).withDefault('line'),
  compare: parseAsBoolean.withDefault(false),
};

/** The question of Explore, wholly in the URL: a link to it is a link to its answer. */
export function useExplore() {
  const [state, set] = useQueryStates(parsers, { history: 'replace' });
  const [environment] = useEnvironment();
  const { kind, compare, ...draft } = state;
  const asked = JSON.stringify({ ...draft, environment });
  const expression = useMemo(() => wholeExpression(JSON.parse(asked)), [asked]);
  const setExpression = ({ environment: _environment, ...next }: MetricExpression) => {
    void set({ ...nothing, ...next, traffic: next.traffic === 'live' ? null : next.traffic });
  };
  return { expression, setExpression, kind, compare, set };
}

const nothing = {
  aggregation: null,
  threshold: null,
  groupBy: null,
  endpoint: null,
  model: null,
  version: null,
  arm: null,
  configuration: null,
  subject: null,
};

/** Explore, opened with a question. */
export function exploreHref(
  { environment, traffic, ...expression }: MetricExpression,
  more: { kind?: PanelKind; range?: string; from?: string; to?: string } = {},
): string {
  return withQuery('/explore', {
    ...expression,
    traffic: traffic === 'live' ? undefined : traffic,
    env: environment,
    ...more,
  });
}
