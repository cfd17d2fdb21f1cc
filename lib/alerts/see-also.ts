/** The screen that shows what an alert is about, where that is more than requests. Pure. */
import type { MetricName } from '../monitoring/schemas.ts';
import type { AlertDetail } from './alert-schemas.ts';
import type { RuleDocument } from './rule-schemas.ts';
import type { Source } from './source-of.ts';

interface Fired {
  endpoint: string | null;
  labels: Readonly<Record<string, string>>;
}

const resources = /^(process|event_loop|requests_in_flight|queue_depth|database|index_size)/;

export function seeAlso(
  document: RuleDocument | null,
  { endpoint, labels }: Fired,
  { verdict }: Source,
): AlertDetail['seeAlso'] {
  if (verdict !== null) {
    const { monitorId: monitor, runId: run, column, slice } = verdict;
    return link('See what changed', '/drift', { monitor, run, column, slice });
  }
  if (document?.signal.kind !== 'metric') return null;
  return screenOf(document.signal.expression.metric, endpoint ?? undefined, labels.subject);
}

function screenOf(metric: MetricName, endpoint: string | undefined, subject: string | undefined) {
  if (metric.startsWith('drift')) return link('Open its monitors', '/drift', { endpoint });
  if (metric.startsWith('health_')) return link('Open the check', '/health', { q: subject });
  if (metric === 'index_freshness' || metric === 'index_coverage') {
    return link('Open the indexes', '/drift', { tab: 'indexes' });
  }
  return resources.test(metric) ? link('Open the resources', '/monitoring', { tab: 'resources' }) : null;
}

function link(label: string, path: string, query: Readonly<Record<string, string | undefined>>) {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return { label, href: given.length === 0 ? path : `${path}?${new URLSearchParams(given)}` };
}
