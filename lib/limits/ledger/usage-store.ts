/** Reads what was used from the sums by quarter of an hour: fast however long the ledger is. */
import { pool } from '../../platform/db.ts';
import { nameSql } from '../quotas/quota-store.ts';
import type { ForecastQuery, UsageGroup, UsageQuery } from '../usage-schemas.ts';
import { tokenSum } from './derived-sql.ts';

export type UsageFilters = Pick<
  UsageQuery,
  | 'team'
  | 'user'
  | 'key'
  | 'endpoint'
  | 'model'
  | 'version'
  | 'provider'
  | 'providerModel'
  | 'kind'
  | 'timeZone'
> & { from: Date; to: Date };

export type StoredGroup = Exclude<UsageGroup, 'token-class'>;

/** Sums come back as decimal strings, as PostgreSQL's numeric does. */
export interface UsageRow {
  at: Date;
  key: string;
  requests: string;
  input: string;
  cached_input: string;
  cache_write: string;
  output: string;
  reasoning: string;
  tokens: string;
  cost: string;
}

const keys: Record<StoredGroup, string> = {
  none: `''`,
  team: `team.id`,
  user: `coalesce(u.user_id::text, '')`,
  key: `coalesce(u.key_id::text, '')`,
  endpoint: 'u.endpoint_name',
  version: `CASE WHEN u.model_name = '' THEN '' WHEN u.model_version = 0 THEN u.model_name
    ELSE u.model_name || ' v' || u.model_version END`,
  model: `CASE WHEN u.provider_model = '' THEN '' ELSE u.provider_name || ' › ' || u.provider_model END`,
  provider: 'u.provider_name',
  kind: 'u.kind',
};

const sums = `sum(requests)::text AS requests, sum(input_tokens)::text AS input,
  sum(cached_input_tokens)::text AS cached_input, sum(cache_write_tokens)::text AS cache_write,
  sum(output_tokens)::text AS output, sum(reasoning_tokens)::text AS reasoning,
  sum${tokenSum}::text AS tokens, sum(cost)::text AS cost`;

const everyTeam = `CROSS JOIN LATERAL (
  SELECT unnest(u.team_ids)::text AS id UNION ALL SELECT '' WHERE coalesce(cardinality(u.team_ids), 0) = 0) AS team`;

const matches = `u.at >= $1 AND u.at < $2 AND ($3::text = 'all' OR u.kind = $3)
  AND ($4::uuid IS NULL OR $4 = ANY(u.team_ids)) AND ($5::uuid IS NULL OR u.user_id = $5)
  AND ($6::uuid IS NULL OR u.key_id = $6) AND ($7::text IS NULL OR u.endpoint_name = $7)
  AND ($8::text IS NULL OR u.model_name = $8) AND ($9::int IS NULL OR u.model_version = $9)
  AND ($10::text IS NULL OR u.provider_name = $10) AND ($11::text IS NULL OR u.provider_model = $11)`;

function values(filters: UsageFilters): unknown[] {
  const { from, to, kind, team, user, key, endpoint, model, version, provider, providerModel } = filters;
  const chosen = [team, user, key, endpoint, model, version, provider, providerModel];
  return [from, to, kind, ...chosen.map((value) => value ?? null)];
}

/** Sums by group and by bucket of the calendar, oldest first. Grouped by team, a row counts for each of its teams. */
export async function usageBy(
  filters: UsageFilters,
  group: StoredGroup,
  bucket: UsageQuery['bucket'] & string,
): Promise<UsageRow[]> {
  const result = await pool().query<UsageRow>(
    `SELECT quota_instant(local, $12) AS at, key, requests, input, cached_input, cache_write, output, reasoning, tokens, cost
     FROM (SELECT date_trunc($13, u.at AT TIME ZONE $12) AS local, ${keys[group]} AS key, ${sums}
       FROM usage_quarter u ${group === 'team' ? everyTeam : ''} WHERE ${matches} GROUP BY 1, 2) AS sums
     ORDER BY local, key`,
    [...values(filters), filters.timeZone, bucket],
  );
  return result.rows;
}

/** Of the whole range; null when there is nothing in it. */
export async function usageTotal(filters: UsageFilters): Promise<Omit<UsageRow, 'at' | 'key'> | null> {
  const result = await pool().query<Omit<UsageRow, 'at' | 'key'>>(
    `SELECT ${sums} FROM usage_quarter u WHERE ${matches} HAVING count(*) > 0`,
    values(filters),
  );
  return result.rows[0] ?? null;
}

/** Names of today. Ids whose owner is gone stand for themselves. */
export async function namesOf(
  kind: 'team' | 'user' | 'key',
  ids: readonly string[],
): Promise<Map<string, string>> {
  const result = await pool().query<{ id: string; name: string }>(
    `SELECT id, ${nameSql('$2::text', 'ids.id')} AS name FROM unnest($1::text[]) AS ids (id)`,
    [ids, kind],
  );
  return new Map(result.rows.map(({ id, name }) => [id, name]));
}

export interface DayRow {
  /** Local midnight. */
  at: Date;
  /** ISO: 1 is Monday. */
  weekday: number;
  requests: string;
  tokens: string;
  money: string;
}

export interface PeriodFacts {
  now: Date;
  periodStart: Date;
  periodEnd: Date;
  /** Start of today. */
  today: Date;
  /** Of the first day anything was used; null when nothing was. */
  first: Date | null;
}

export async function periodFacts({ period, timeZone }: ForecastQuery): Promise<PeriodFacts> {
  const result = await pool().query<PeriodFacts>(
    `SELECT quota_now() AS now, quota_period_start(quota_now(), $1, $2) AS "periodStart",
       quota_period_end(quota_now(), $1, $2) AS "periodEnd", quota_period_start(quota_now(), 'day', $2) AS today,
       (SELECT quota_period_start(min(at), 'day', $2) FROM usage_quarter) AS first`,
    [period, timeZone],
  );
  const [facts] = result.rows;
  if (facts === undefined) throw new Error('PostgreSQL told no time.');
  return facts;
}

/** Every local day of the range, those without use too, oldest first. Live traffic only. */
export async function usageByDay(query: ForecastQuery, from: Date, to: Date): Promise<DayRow[]> {
  const { timeZone, team, user, key, endpoint } = query;
  const result = await pool().query<DayRow>(
    `SELECT quota_instant(d.local, $3) AS at, extract(isodow FROM d.local)::int AS weekday,
       coalesce(sum(u.requests), 0)::text AS requests, coalesce(sum${tokenSum}, 0)::text AS tokens,
       coalesce(sum(u.cost), 0)::text AS money
     FROM generate_series(date_trunc('day', $1::timestamptz AT TIME ZONE $3),
       date_trunc('day', ($2::timestamptz - interval '1 second') AT TIME ZONE $3), interval '1 day') AS d (local)
     LEFT JOIN usage_quarter u ON u.at >= quota_instant(d.local, $3) AND u.at < quota_instant(d.local + interval '1 day', $3)
       AND u.kind = 'live' AND ($4::uuid IS NULL OR $4 = ANY(u.team_ids)) AND ($5::uuid IS NULL OR u.user_id = $5)
       AND ($6::uuid IS NULL OR u.key_id = $6) AND ($7::text IS NULL OR u.endpoint_name = $7)
     GROUP BY d.local ORDER BY d.local`,
    [from, to, timeZone, team ?? null, user ?? null, key ?? null, endpoint ?? null],
  );
  return result.rows;
}

/** Null when there is no such endpoint. */
export async function environmentOf(endpoint: string): Promise<string | null> {
  const result = await pool().query<{ environment: string }>(
    'SELECT environment FROM endpoint WHERE name = $1',
    [endpoint],
  );
  return result.rows[0]?.environment ?? null;
}
