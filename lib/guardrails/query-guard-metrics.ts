import { assertMay, assertMayAt, type Caller, reachOf } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { sumEvents } from './event-store.ts';
import { environmentOfEndpoint } from './policy-store.ts';
import { type GuardMetrics, type GuardMetricsQuery, guardMetricsSchema } from './schemas.ts';

const steps = [60, 300, 900, 3600, 21_600, 86_400, 604_800];
const maxPoints = 120;

/** How often each guard did what, over time, where the caller may read endpoints. */
export async function queryGuardMetrics(caller: Caller, query: GuardMetricsQuery): Promise<GuardMetrics> {
  assertMay(caller, 'endpoints.read');
  const { endpoint } = query;
  if (endpoint !== undefined) {
    const environment = await environmentOfEndpoint(endpoint);
    assertMayAt(caller, 'endpoints.read', { kind: 'endpoint', name: endpoint, environment });
  }
  const seconds = (Date.parse(query.to) - Date.parse(query.from)) / 1000;
  if (seconds <= 0) throw new AppError('invalid', 'The end of the time must lie behind its beginning.');
  const stepSeconds = steps.find((step) => seconds / step <= maxPoints) ?? 604_800;
  const reach = reachOf(caller, 'endpoints.read');
  const rows = reach === null ? [] : await sumEvents(query, stepSeconds, reach);
  const points = rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
  return guardMetricsSchema.parse({ stepSeconds, points });
}
