/** Requests for the tests of this room; a test database must be there. */
import { pipelinedTransaction, pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { SaveQuota } from '../quota-schemas.ts';
import type { Payers } from '../quotas/known-quotas.ts';
import type { Reservation } from '../quotas/reserve.ts';
import type { UsageEntry } from './entry.ts';
import { type Settlement, settleUsage } from './settle.ts';

export function payers(change: Partial<Payers> = {}): Payers {
  return { userId: newId(), teamIds: [], keyId: null, endpoint: 'desk', ...change };
}

export function quotaOf(change: Partial<SaveQuota> = {}): SaveQuota {
  return {
    subject: { kind: 'user', id: '*' },
    measure: 'requests',
    period: 'month',
    timeZone: 'Europe/Berlin',
    amount: '100',
    warnShares: [],
    enabled: true,
    note: '',
    ...change,
  };
}

export interface Use {
  input?: number;
  output?: number;
  cost?: bigint;
  requests?: number;
  part?: number;
  kind?: UsageEntry['kind'];
  at?: Date;
}

export function entryOf(who: Payers, use: Use = {}, requestId = newId()): UsageEntry {
  const { input = 0, output = 0, cost = 0n, requests = 1, part = 0, kind = 'live', at = new Date() } = use;
  return {
    requestId,
    part,
    at,
    kind,
    userId: who.userId,
    teamIds: who.teamIds,
    keyId: who.keyId,
    endpoint: who.endpoint,
    model: 'guide',
    version: 1,
    provider: 'fake',
    providerModel: 'fake-1',
    requests,
    usage: { input, cachedInput: 0, cacheWrite: 0, output, reasoning: 0, source: 'provider' },
    cost,
    priceSource: 'provider',
  };
}

export async function write(settlements: readonly Settlement[]): Promise<void> {
  await pipelinedTransaction((client, commit) => settleUsage(client, settlements, commit));
}

export async function settle(who: Payers, reservation: Reservation, use: Use = {}): Promise<void> {
  await write([{ entries: [entryOf(who, { at: reservation.at, ...use })], reservation }]);
  reservation.settled();
}

/** Used and still held of a quota by one subject, over all periods. */
export async function accountOf(
  quotaId: string,
  subject: string | null,
): Promise<{ used: number; held: number }> {
  const result = await pool().query<{ used: string; held: string }>(
    `SELECT (SELECT coalesce(sum(used), 0) FROM quota_counter WHERE quota_id = $1 AND subject = $2) AS used,
       (SELECT coalesce(sum(amount), 0) FROM quota_lease WHERE quota_id = $1 AND subject = $2) AS held`,
    [quotaId, subject],
  );
  return { used: Number(result.rows[0]?.used), held: Number(result.rows[0]?.held) };
}

/** Moves the clock of quotas; 0 sets it right again. */
export async function moveDatabaseClock(interval: string): Promise<void> {
  await pool().query(
    `CREATE OR REPLACE FUNCTION quota_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now() + interval ''${interval}'''`,
  );
}
