/** What may be asked of a metric, and how a half-changed question is made whole. Pure. */
import { isOfEndpoints } from '#components/charts/metric-groups.ts';
import {
  type Aggregation,
  aggregationsOf,
  type Dimension,
  describeMetric,
  dimensions,
  type MetricExpression,
  type MetricName,
  type MetricUnit,
  mayAggregate,
} from '#lib/monitoring/schemas.ts';

export type FilterName = Exclude<Dimension, 'traffic'>;

const ofGauges: readonly Dimension[] = ['endpoint', 'subject'];
const ofMachine: readonly Dimension[] = ['subject'];
const ofRequests = dimensions.filter((dimension) => dimension !== 'subject');

/** What a metric can be split and narrowed by. */
export function dimensionsOf(metric: MetricName): readonly Dimension[] {
  const { kind } = describeMetric(metric);
  if (kind === 'gauge') return isOfEndpoints(metric) ? ofGauges : ofMachine;
  return kind === 'tally' ? dimensions : ofRequests;
}

const thresholds: Partial<Record<MetricUnit, number>> = {
  milliseconds: 2000,
  'nano-dollars': 10_000_000,
  tokens: 1000,
  'tokens-per-second': 20,
  characters: 1000,
  share: 0.5,
  score: 0.5,
};

/** A threshold worth beginning with. */
export function firstThreshold(metric: MetricName): number {
  return thresholds[describeMetric(metric).unit] ?? 10;
}

export type Draft = Pick<MetricExpression, 'metric'> & {
  [Key in Exclude<keyof MetricExpression, 'metric'>]?: MetricExpression[Key] | null | undefined;
};

/** The draft as a question that has an answer: what does not fit its metric falls away, what is missing is filled in. */
export function wholeExpression(draft: Draft): MetricExpression {
  const { metric } = draft;
  const may = dimensionsOf(metric);
  const [usual] = aggregationsOf[describeMetric(metric).kind];
  const aggregation: Aggregation =
    draft.aggregation && mayAggregate(metric, draft.aggregation) ? draft.aggregation : usual;
  const keep = <Value>(dimension: Dimension, value: Value | null | undefined): Value | undefined =>
    value !== null && may.includes(dimension) ? value : undefined;
  return withoutHoles({
    metric,
    aggregation,
    threshold: aggregation === 'share_at_most' ? (draft.threshold ?? firstThreshold(metric)) : undefined,
    groupBy: draft.groupBy && may.includes(draft.groupBy) ? draft.groupBy : undefined,
    environment: isOfEndpoints(metric) ? (draft.environment ?? undefined) : undefined,
    endpoint: keep('endpoint', draft.endpoint),
    model: keep('model', draft.model),
    version: keep('version', draft.version),
    arm: keep('arm', draft.arm),
    configuration: keep('configuration', draft.configuration),
    traffic: keep('traffic', draft.traffic) ?? 'live',
    subject: keep('subject', draft.subject),
  });
}

function withoutHoles(expression: MetricExpression): MetricExpression {
  const entries = Object.entries(expression).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as MetricExpression;
}
