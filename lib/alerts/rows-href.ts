/** The rows behind an alert, as a link into the list of inferences. Pure. */
import type { MetricName } from '../monitoring/schemas.ts';
import type { MetricSignal, RuleDocument } from './rule-schemas.ts';

interface Fired {
  endpoint: string | null;
  labels: Readonly<Record<string, string>>;
  threshold: number | null;
  startedAt: Date;
  resolvedAt: Date | null;
}

/** What narrows rows down to those that made the metric bad. */
const rowsOf: Partial<Record<MetricName, Record<string, string>>> = {
  errors: { status: 'error' },
  error_rate: { status: 'error' },
  errors_by_kind: { status: 'error' },
  declined: { status: 'declined' },
  declined_rate: { status: 'declined' },
  stopped: { status: 'stopped' },
  refused: { status: 'refused' },
  refused_rate: { status: 'refused' },
  satisfaction: { feedback: 'down' },
  thumbs_down: { feedback: 'down' },
  feedback_reasons: { feedback: 'down' },
  latency: { sort: 'totalMs' },
  generate: { sort: 'totalMs' },
  first_token: { sort: 'totalMs' },
  queue: { sort: 'totalMs' },
  retrieve: { sort: 'totalMs' },
  post_process: { sort: 'totalMs' },
  cost: { sort: 'cost' },
  cost_per_request: { sort: 'cost' },
  request_cost: { sort: 'cost' },
  output_tokens: { sort: 'outputTokens' },
  answer_tokens: { sort: 'outputTokens' },
};

/** Null for what no row is behind: gauges of processes, queues and checks, and the evaluation itself. */
export function rowsHref(document: RuleDocument | null, fired: Fired, now: Date): string | null {
  if (document === null) return null;
  const { signal } = document;
  const filters = new URLSearchParams();
  const { version, arm, configuration, model } = fired.labels;
  if (fired.endpoint !== null) filters.set('endpoint', fired.endpoint);
  for (const [name, value] of Object.entries({ version, arm, configuration, model })) {
    if (value !== undefined) filters.set(name, value);
  }
  let windowMs = 3_600_000;
  if (signal.kind === 'metric') {
    const narrowing = narrowingOf(signal.expression.metric);
    if (narrowing === null) return null;
    for (const [name, value] of Object.entries(narrowing)) filters.set(name, value);
    const bound = boundOf(signal, fired.threshold);
    if (bound !== null) filters.set(...bound);
    windowMs = signal.windowSeconds * 1000;
  } else filters.set('status', 'error');
  filters.set('from', new Date(fired.startedAt.getTime() - windowMs).toISOString());
  filters.set('to', (fired.resolvedAt ?? now).toISOString());
  return `/inferences?${filters.toString()}`;
}

const withoutRows =
  /^(process_|event_loop|requests_in_flight|queue_depth|database_|index_|provider_|gpu_|model_queue|scraped|health_|drift|custom)/;

function narrowingOf(metric: MetricName): Record<string, string> | null {
  return withoutRows.test(metric) ? null : (rowsOf[metric] ?? {});
}

type Side = 'min' | 'max';

/** Filters by a number of each row: which side of the limit is bad, and how a unit of the metric is written there. */
const bounds: Partial<Record<MetricName, { name: string; side: Side; scale?: number }>> = {
  latency: { name: 'Ms', side: 'min' },
  first_token: { name: 'FirstTokenMs', side: 'min' },
  queue: { name: 'QueueMs', side: 'min' },
  retrieve: { name: 'RetrieveMs', side: 'min' },
  generate: { name: 'GenerateMs', side: 'min' },
  post_process: { name: 'PostProcessMs', side: 'min' },
  request_cost: { name: 'Cost', side: 'min', scale: 1e-9 },
  retrieval_score: { name: 'RetrievalScore', side: 'max' },
  citation_support: { name: 'CitationSupport', side: 'max' },
};

/** Rows beyond what the rule allows: slower, dearer, worse. Null where rows hold no such number. */
function boundOf({ expression }: MetricSignal, threshold: number | null): [string, string] | null {
  const bound = bounds[expression.metric];
  const limit = expression.aggregation === 'share_at_most' ? (expression.threshold ?? null) : threshold;
  if (bound === undefined || limit === null || limit < 0) return null;
  return [`${bound.side}${bound.name}`, String(Number((limit * (bound.scale ?? 1)).toPrecision(6)))];
}
