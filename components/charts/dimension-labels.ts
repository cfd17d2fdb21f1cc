/** What metrics are split and narrowed by, in words. Pure. */
import { type Dimension, describeMetric, type MetricName } from '#lib/monitoring/schemas.ts';

export const dimensionLabels: Record<Dimension, string> = {
  endpoint: 'Endpoint',
  model: 'Model',
  version: 'Version',
  arm: 'Served entity',
  configuration: 'Configuration',
  traffic: 'Traffic',
  subject: 'Subject',
};

/** What the subject of a metric is called. */
export function dimensionLabel(metric: MetricName, dimension: Dimension): string {
  if (dimension !== 'subject') return dimensionLabels[dimension];
  return subjects[metric] ?? (describeMetric(metric).kind === 'tally' ? 'Kind' : 'Of what');
}

const subjects: Partial<Record<MetricName, string>> = {
  errors_by_kind: 'Kind of error',
  guardrail_hits: 'Guardrail',
  languages: 'Language',
  feedback_reasons: 'Reason',
  process_cpu: 'Process',
  process_memory: 'Process',
  event_loop_delay: 'Process',
  requests_in_flight: 'Process',
  queue_depth: 'Queue',
  index_size: 'Knowledge base',
  index_freshness: 'Knowledge base',
  index_coverage: 'Knowledge base',
  provider_headroom: 'Provider',
  health_up: 'Check',
  health_latency: 'Check',
  drift_effect: 'Monitored column',
  drifting: 'Monitored column',
  custom: 'Metric',
};
