/** The rows behind an alert, as a link into the list of inferences. Pure. */
import type { MetricName } from '../monitoring/schemas.ts';
import { sliceFilter } from '../monitors/schemas.ts';
import type { MetricSignal, RuleDocument } from './rule-schemas.ts';
import type { Source } from './source-of.ts';

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
export function rowsHref(
  document: RuleDocument | null,
  fired: Fired,
  { verdict, objective }: Source,
  now: Date,
): string | null {
  if (document === null) return null;
  const { signal } = document;
  const { version, arm, configuration, model } = fired.labels;
  const endpoint = fired.endpoint ?? undefined;
  // The requests that were judged, which is not when it fired.
  if (verdict !== null) {
    const judged = { from: verdict.windowStart.toISOString(), to: verdict.windowEnd.toISOString() };
    return hrefOf({ endpoint, ...sliceFilter(verdict.slice), ...judged });
  }
  const narrowing = signal.kind === 'metric' ? narrowingOf(signal, fired.threshold) : badFor(objective);
  if (narrowing === null) return null;
  const windowMs = signal.kind === 'metric' ? signal.windowSeconds * 1000 : 3_600_000;
  return hrefOf({
    ...{ endpoint, version, arm, configuration, model },
    ...(signal.kind === 'metric' && placeOf(signal, fired.labels)),
    ...narrowing,
    from: new Date(fired.startedAt.getTime() - windowMs).toISOString(),
    to: (fired.resolvedAt ?? now).toISOString(),
  });
}

/** What else the rule looks at: a stage, shadow traffic, one kind of error. */
function placeOf(
  { expression: { environment, traffic, metric } }: MetricSignal,
  { subject }: Fired['labels'],
): Record<string, string | undefined> {
  return {
    env: environment,
    ...(traffic !== 'live' && { traffic }),
    ...(metric === 'errors_by_kind' && { errorCode: subject }),
    ...(metric === 'languages' && { language: subject }),
  };
}

function hrefOf(filters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `/inferences?${new URLSearchParams(given)}`;
}

const withoutRows =
  /^(process_|event_loop|requests_in_flight|queue_depth|database_|index_|provider_|gpu_|model_queue|scraped|health_|drift|custom)/;

function narrowingOf(signal: MetricSignal, threshold: number | null): Record<string, string> | null {
  const { metric } = signal.expression;
  if (withoutRows.test(metric)) return null;
  const bound = boundOf(signal, threshold);
  return { ...rowsOf[metric], ...(bound !== null && { [bound[0]]: bound[1] }) };
}

/** What was not good for an objective. */
function badFor(objective: Source['objective']): Record<string, string> {
  switch (objective?.kind) {
    case 'latency':
      return { sort: 'totalMs', minMs: String(objective.thresholdMs ?? 0) };
    case 'satisfaction':
      return { feedback: 'down' };
    case 'groundedness':
      return { maxCitationSupport: '0.99' };
    default:
      return { status: 'error' };
  }
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
