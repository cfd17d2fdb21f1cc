import { assertMay, type Caller, mayAt, reachOf, userIdOf } from '../../access/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { reachedEndpoints } from '../overview/overview-store.ts';
import type { ReportInput } from '../report-schemas.ts';

/** Reports belong to people; those of an API key are its owner's. */
export function ownerOf(caller: Caller): string {
  assertMay(caller, 'dashboards.own');
  const id = userIdOf(caller);
  if (id === null) throw new AppError('forbidden', 'A report belongs to a person.');
  return id;
}

/**
 * Whether somebody may have what a report says sent where it says: others' addresses need `notifications.write`, an endpoint
 * must be one whose dashboard they read. Throws in words for them.
 */
export async function assertMaySend(
  caller: Caller,
  { addresses, endpoint }: Pick<ReportInput, 'addresses' | 'endpoint'>,
): Promise<void> {
  assertMay(caller, 'dashboards.read');
  const own = caller.kind === 'user' ? caller.email.toLowerCase() : null;
  if (addresses.some((address) => address.toLowerCase() !== own)) assertMay(caller, 'notifications.write');
  if (endpoint === null) return;
  const reach = reachOf(caller, 'dashboards.read');
  const [found] = await reachedEndpoints({ reach, endpoint, environment: undefined }, 1);
  if (found === undefined || !mayAt(caller, 'dashboards.read', { kind: 'endpoint', ...found })) {
    throw notFound(`The endpoint "${endpoint}"`);
  }
}
