/** What the dashboard of an endpoint shows, section by section. Pure. */
import { type MetricLine, oneLine, percentileLines } from '#components/charts/metric-lines.ts';
import type {
  Aggregation,
  Dimension,
  MetricExpression,
  MetricFilter,
  MetricName,
} from '#lib/monitoring/schemas.ts';

export interface ChartSpec {
  title: string;
  description?: string;
  kind: 'line' | 'area' | 'bar';
  stacked?: boolean;
  /** Left out while nothing of it was measured. */
  optional?: boolean;
  metric: MetricName;
  aggregation: Aggregation;
  lines: (base: MetricFilter, groupBy: Dimension | undefined) => MetricLine[];
}

export interface SectionSpec {
  id: string;
  title: string;
  /** What it answers. */
  question: string;
  charts: readonly ChartSpec[];
}

type More = Partial<Pick<ChartSpec, 'kind' | 'stacked' | 'optional' | 'description'>>;

/** P50, P95 and P99 of a distribution. */
function percentiles(title: string, metric: MetricName, more: More = {}): ChartSpec {
  return {
    title,
    kind: 'line',
    metric,
    aggregation: 'p95',
    lines: (base, groupBy) => percentileLines(expressionOf(base, metric, 'p95', groupBy)),
    ...more,
  };
}

/** One metric, split by what the reader chose; by a dimension of its own when `by` is given. */
function one(
  title: string,
  metric: MetricName,
  aggregation: Aggregation,
  { by, ...more }: More & { by?: Dimension } = {},
): ChartSpec {
  return {
    title,
    kind: 'line',
    metric,
    aggregation,
    lines: (base, groupBy) => oneLine(expressionOf(base, metric, aggregation, by ?? groupBy), title),
    ...more,
  };
}

/** Several metrics of one unit on each other, never split further. */
function several(
  title: string,
  aggregation: Aggregation,
  metrics: readonly (readonly [MetricName, string])[],
  more: More = {},
): ChartSpec {
  const [first] = metrics[0] ?? ['requests'];
  return {
    title,
    kind: 'bar',
    stacked: true,
    metric: first,
    aggregation,
    lines: (base) =>
      metrics.flatMap(([metric, label]) =>
        oneLine(expressionOf(base, metric, aggregation, undefined), label),
      ),
    ...more,
  };
}

function expressionOf(
  base: MetricFilter,
  metric: MetricName,
  aggregation: Aggregation,
  groupBy: Dimension | undefined,
): MetricExpression {
  return { ...base, metric, aggregation, ...(groupBy !== undefined && { groupBy }) };
}

const stacked = { kind: 'bar', stacked: true } as const;

export const sections: readonly SectionSpec[] = [
  {
    id: 'latency',
    title: 'Latency',
    question: 'How long do people wait, and at which stage?',
    charts: [
      percentiles('Latency', 'latency'),
      percentiles('Time to first token', 'first_token'),
      percentiles('Queue', 'queue'),
      percentiles('Retrieve', 'retrieve'),
      percentiles('Generate', 'generate'),
      percentiles('Post-process', 'post_process'),
      one('Output speed, median', 'output_speed', 'p50'),
    ],
  },
  {
    id: 'errors',
    title: 'Errors',
    question: 'What fails, and since when?',
    charts: [
      one('Error rate', 'error_rate', 'value'),
      one('Errors by kind', 'errors_by_kind', 'sum', { ...stacked, by: 'subject' }),
      one('Refused rate', 'refused_rate', 'value'),
      one('Stopped by their reader', 'stopped', 'sum', stacked),
    ],
  },
  {
    id: 'traffic',
    title: 'Traffic',
    question: 'How much is asked, and what answers it?',
    charts: [
      one('Requests', 'requests', 'sum', stacked),
      one('Cache hits', 'cache_hits', 'sum', stacked),
      one('Fallbacks', 'fallbacks', 'sum', stacked),
      one('Retries', 'retries', 'sum', stacked),
      one('Guardrail hits', 'guardrail_hits', 'sum', { ...stacked, by: 'subject' }),
    ],
  },
  {
    id: 'cost',
    title: 'Cost and tokens',
    question: 'What does it cost, and what is it spent on?',
    charts: [
      one('Cost', 'cost', 'sum', stacked),
      one('Cost per request', 'cost_per_request', 'value'),
      several(
        'Tokens by class',
        'sum',
        [
          ['input_tokens', 'Input'],
          ['cached_input_tokens', 'Cached input'],
          ['cache_write_tokens', 'Cache write'],
          ['output_tokens', 'Output'],
          ['reasoning_tokens', 'Reasoning'],
        ],
        { description: 'Sent to providers and received from them; cached ones are cheaper.' },
      ),
      one('Cost by model', 'cost', 'sum', { ...stacked, by: 'model' }),
      one('Cost by version', 'cost', 'sum', { ...stacked, by: 'version' }),
      one('Cost per helpful answer', 'cost_per_helpful_answer', 'value'),
    ],
  },
  {
    id: 'quality',
    title: 'Quality',
    question: 'Are the answers any good?',
    charts: [
      one('Satisfaction', 'satisfaction', 'value'),
      several(
        'Thumbs',
        'sum',
        [
          ['thumbs_up', 'Up'],
          ['thumbs_down', 'Down'],
        ],
        { description: 'By when the question was asked.' },
      ),
      one('Stars', 'stars', 'value', { optional: true }),
      one('Judge score', 'judge_score', 'mean', { optional: true }),
      one('Citation support', 'support_rate', 'value'),
      one('Declined rate', 'declined_rate', 'value'),
      one('Why answers were disliked', 'feedback_reasons', 'sum', {
        ...stacked,
        by: 'subject',
        optional: true,
      }),
    ],
  },
  {
    id: 'retrieval',
    title: 'Retrieval',
    question: 'Do the documents hold what is asked?',
    charts: [
      one('Best retrieval score, median', 'retrieval_score', 'p50'),
      one('Passages, mean', 'passages', 'mean'),
      one('Questions by language', 'languages', 'sum', { ...stacked, by: 'subject', optional: true }),
      one('Question length, median', 'question_length', 'p50'),
    ],
  },
];

/** The same figures for each served entity. */
export const armCharts: readonly ChartSpec[] = [
  one('Requests by served entity', 'requests', 'sum', { ...stacked, by: 'arm' }),
  one('Latency P95 by served entity', 'latency', 'p95', { by: 'arm' }),
  one('Error rate by served entity', 'error_rate', 'value', { by: 'arm' }),
  one('Satisfaction by served entity', 'satisfaction', 'value', { by: 'arm' }),
  one('Cost per request by served entity', 'cost_per_request', 'value', { by: 'arm' }),
  one('Declined rate by served entity', 'declined_rate', 'value', { by: 'arm' }),
];

/** What the charts of an endpoint can be split by. */
export const splits = ['version', 'arm', 'model', 'configuration', 'traffic'] as const satisfies Dimension[];
