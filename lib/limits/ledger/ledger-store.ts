/** Writes the ledger with everything that is summed up from it, in one statement. */
import type { PoolClient } from 'pg';
import { addedToCounters, addedToSeries } from './derived-sql.ts';
import type { SliceCharge, UsageEntry } from './entry.ts';

const columns = {
  request_id: 'uuid',
  part: 'smallint',
  at: 'timestamptz',
  kind: 'text',
  user_id: 'uuid',
  team_ids: 'uuid[]',
  key_id: 'uuid',
  endpoint_name: 'text',
  model_name: 'text',
  model_version: 'int',
  provider_name: 'text',
  provider_model: 'text',
  requests: 'int',
  input_tokens: 'bigint',
  cached_input_tokens: 'bigint',
  cache_write_tokens: 'bigint',
  output_tokens: 'bigint',
  reasoning_tokens: 'bigint',
  usage_source: 'text',
  cost: 'bigint',
  price_source: 'text',
} as const;
const names = Object.keys(columns).join(', ');
const types = Object.entries(columns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

function toRow(entry: UsageEntry): Record<keyof typeof columns, unknown> {
  const { usage } = entry;
  return {
    request_id: entry.requestId,
    part: entry.part,
    at: entry.at,
    kind: entry.kind,
    user_id: entry.userId,
    team_ids: [...entry.teamIds].sort(),
    key_id: entry.keyId,
    endpoint_name: entry.endpoint,
    model_name: entry.model,
    model_version: entry.version,
    provider_name: entry.provider,
    provider_model: entry.providerModel,
    requests: entry.requests,
    input_tokens: usage.input,
    cached_input_tokens: usage.cachedInput,
    cache_write_tokens: usage.cacheWrite,
    output_tokens: usage.output,
    reasoning_tokens: usage.reasoning,
    usage_source: usage.source,
    cost: entry.cost.toString(),
    price_source: entry.priceSource,
  };
}

/**
 * Locks, in this order: slices, series, counters, alerts, each by key. A change of quotas locks the ledger first, so no
 * entry is written while counters are made anew.
 */
const settleSql = `
  WITH entry AS (
    INSERT INTO usage_entry (${names}) SELECT ${names} FROM jsonb_to_recordset($1) AS r (${types})
    ON CONFLICT (request_id, part) DO NOTHING RETURNING *
  ), charge AS (
    SELECT r.lease_id, sum(r.amount)::bigint AS amount
    FROM jsonb_to_recordset($2) AS r (request_id uuid, lease_id uuid, amount bigint)
    WHERE r.request_id IN (SELECT request_id FROM entry WHERE part = 0) GROUP BY 1
  ), slice AS MATERIALIZED (
    SELECT l.id, charge.amount FROM quota_lease l JOIN charge ON charge.lease_id = l.id ORDER BY l.id FOR UPDATE OF l
  ), series AS (${addedToSeries('entry')}),
  added AS (${addedToCounters('entry', 'q.id')}),
  counter AS (
    INSERT INTO quota_counter AS c (quota_id, subject, period_start, period_end, used)
    SELECT quota_id, subject, period_start, period_end, used FROM added ORDER BY quota_id, subject, period_start
    ON CONFLICT (quota_id, subject, period_start) DO UPDATE SET used = c.used + excluded.used
    RETURNING c.*
  ), crossed AS (
    SELECT c.*, share, quota_amount(q.id, q.amount) AS amount
    FROM counter c JOIN quota q ON q.id = c.quota_id, unnest(q.warn_shares || 100) AS share
    WHERE q.enabled AND NOT (q.subject_id = '*' AND EXISTS (
      SELECT 1 FROM quota own WHERE own.enabled AND own.subject_kind = q.subject_kind AND own.subject_id = c.subject
        AND own.measure = q.measure AND own.period = q.period))
  ), alert AS (
    INSERT INTO quota_alert (id, quota_id, subject, period_start, period_end, share, used, amount, at)
    SELECT gen_random_uuid(), quota_id, subject, period_start, period_end, share, used, amount, quota_now() FROM crossed x
    WHERE used::numeric * 100 >= amount::numeric * share AND NOT EXISTS (
      SELECT 1 FROM quota_alert a WHERE a.quota_id = x.quota_id AND a.subject = x.subject
        AND a.period_start = x.period_start AND a.share = x.share)
    ORDER BY quota_id, subject, period_start, share
    ON CONFLICT (quota_id, subject, period_start, share) DO NOTHING
  )
  UPDATE quota_lease l SET amount = greatest(0, l.amount - slice.amount) FROM slice WHERE l.id = slice.id`;

/** A request id that is in the ledger already changes nothing, neither there nor in any sum. */
export async function insertEntries(
  client: PoolClient,
  entries: readonly UsageEntry[],
  charges: readonly SliceCharge[],
): Promise<void> {
  if (entries.length === 0) return;
  const taken = charges.map(({ requestId, leaseId, amount }) => ({
    request_id: requestId,
    lease_id: leaseId,
    amount: amount.toString(),
  }));
  await client.query({
    name: 'settle-usage',
    text: settleSql,
    values: [JSON.stringify(entries.map(toRow)), JSON.stringify(taken)],
  });
}
