/** The catalogue in the groups people look in. Pure. */
import { describeMetric, type MetricName, metricNames } from '#lib/monitoring/schemas.ts';

export interface MetricCategory {
  label: string;
  metrics: readonly MetricName[];
}

const listed: readonly MetricCategory[] = [
  {
    label: 'Traffic',
    metrics: [
      'requests',
      'cache_hits',
      'cache_hit_rate',
      'fallbacks',
      'fallback_rate',
      'retries',
      'stopped',
      'refused',
      'refused_rate',
      'languages',
      'question_length',
    ],
  },
  {
    label: 'Latency',
    metrics: ['latency', 'first_token', 'queue', 'retrieve', 'generate', 'post_process', 'output_speed'],
  },
  {
    label: 'Errors',
    metrics: ['errors', 'error_rate', 'errors_by_kind', 'guardrail_rate', 'guardrail_hits'],
  },
  {
    label: 'Quality',
    metrics: [
      'satisfaction',
      'thumbs_up',
      'thumbs_down',
      'stars',
      'declined',
      'declined_rate',
      'support_rate',
      'citation_support',
      'feedback_reasons',
      'answer_length',
    ],
  },
  { label: 'Retrieval', metrics: ['retrieval_score', 'passages', 'index_coverage', 'index_freshness'] },
  {
    label: 'Cost and tokens',
    metrics: [
      'cost',
      'cost_per_request',
      'cost_per_helpful_answer',
      'request_cost',
      'input_tokens',
      'cached_input_tokens',
      'cache_write_tokens',
      'output_tokens',
      'reasoning_tokens',
      'prompt_tokens',
      'answer_tokens',
    ],
  },
  {
    label: 'Health and drift',
    metrics: ['health_up', 'health_latency', 'drift_effect', 'drifting', 'custom'],
  },
  {
    label: 'Resources',
    metrics: [
      'process_cpu',
      'process_memory',
      'event_loop_delay',
      'requests_in_flight',
      'queue_depth',
      'database_size',
      'index_size',
      'provider_headroom',
      'gpu_use',
      'gpu_memory',
      'model_queue',
      'scraped',
    ],
  },
];

/** Judging models are not asked yet: a chart of their scores could only be empty. */
const unwritten: readonly MetricName[] = ['judge_score'];

const known = new Set([...listed.flatMap(({ metrics }) => metrics), ...unwritten]);
const others = metricNames.filter((name) => !known.has(name));

/** Every metric of the catalogue that anything writes, once; those nobody placed come last. */
export const metricCategories: readonly MetricCategory[] =
  others.length === 0 ? listed : [...listed, { label: 'Other', metrics: others }];

const machine = new Set<MetricName>([
  ...(listed.find(({ label }) => label === 'Resources')?.metrics ?? []),
  'index_freshness',
  'index_coverage',
]);

/** What processes, stores and providers have is of no endpoint, so of no environment either. */
export function isOfEndpoints(name: MetricName): boolean {
  return !machine.has(name);
}

/** Words a metric is found by: its label, its name, what it says, and its group. */
export function searchWords(name: MetricName, category: string): string[] {
  const { label, description } = describeMetric(name);
  return [label, name.replaceAll('_', ' '), description, category];
}
