import { assertMay, type Caller } from '../../access/index.ts';
import { queueStates } from '../../jobs/index.ts';
import { log } from '../../platform/log.ts';
import { processId } from '../../platform/process-id.ts';
import type { MetricsScope } from '../schemas.ts';
import { expose, formatFor, mediaTypes } from './exposition.ts';
import { type Family, familiesOf, gauge, merged } from './family.ts';
import { metrics } from './metrics.ts';
import { readQuotaUse } from './quota-store.ts';
import { readSnapshots, type Snapshot } from './snapshot-store.ts';

/** Short enough to read, long enough to tell processes apart. */
export function processLabels(kind: 'server' | 'worker', id: string): Record<string, string> {
  return { process: kind, process_id: id.slice(-8) };
}

/**
 * What Prometheus scrapes: this process as it is now and, in the scope `all`, every other by what it left a few seconds
 * ago, with what PostgreSQL knows of queues and quotas. While PostgreSQL is away, this process alone.
 */
export async function exposeMetrics(
  caller: Caller,
  { scope, accept }: { scope: MetricsScope; accept: string | null },
): Promise<{ body: string; mediaType: string }> {
  assertMay(caller, 'telemetry.read');
  const own = await familiesOf(metrics().registry, processLabels('server', processId()));
  const rest = scope === 'all' ? await shared() : [];
  const format = formatFor(accept);
  return { body: expose(merged([...own, ...rest]), format), mediaType: mediaTypes[format] };
}

async function shared(): Promise<Family[]> {
  try {
    const [snapshots, queues, quotas] = await Promise.all([readSnapshots(), queueStates(), readQuotaUse()]);
    const others = snapshots.filter(({ processId: id }) => id !== processId());
    return [
      ...others.flatMap(({ families }) => families),
      processCounts(snapshots),
      gauge(
        'slipway_queue_jobs',
        'Jobs that wait or run, by queue.',
        queues.flatMap(({ name, waiting, running }) => [
          { labels: { queue: name, state: 'waiting' }, value: waiting },
          { labels: { queue: name, state: 'running' }, value: running },
        ]),
      ),
      gauge(
        'slipway_queue_oldest_seconds',
        'How long the first job of a queue has waited.',
        queues.map(({ name, oldestSeconds }) => ({ labels: { queue: name }, value: oldestSeconds })),
      ),
      gauge(
        'slipway_quota_used_ratio',
        'Use of a quota in its current period by the subject nearest to its end.',
        quotas.map(({ share, subjectKind, ...labels }) => ({
          labels: { ...labels, subject_kind: subjectKind },
          value: share,
        })),
      ),
    ];
  } catch (error) {
    log.warn('metrics of other processes could not be read', { error });
    return [];
  }
}

function processCounts(snapshots: readonly Snapshot[]): Family {
  const count = (kind: 'server' | 'worker') => snapshots.filter((snapshot) => snapshot.kind === kind).length;
  return gauge('slipway_processes', 'Processes that showed a sign of life within the last minute.', [
    { labels: { kind: 'server' }, value: count('server') },
    { labels: { kind: 'worker' }, value: count('worker') },
  ]);
}
