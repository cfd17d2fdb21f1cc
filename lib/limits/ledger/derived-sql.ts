/** How everything that is summed up derives from lines of the ledger: written once, used to settle and to rebuild. */

const sums = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost',
] as const;

const dimensions = [
  'kind',
  'user_id',
  'team_ids',
  'key_id',
  'endpoint_name',
  'model_name',
  'model_version',
  'provider_name',
  'provider_model',
] as const;

const byDimension = dimensions.join(', ');

/** Rows of `usage_quarter` that the lines of `entries` (a table or a WITH query of its columns) make. */
export function seriesOf(entries: string): string {
  return `
    SELECT date_bin('15 minutes', at, 'epoch') AS at,
      md5(jsonb_build_array(${byDimension})::text)::uuid AS series, ${byDimension},
      ${sums.map((name) => `sum(${name})::bigint AS ${name}`).join(', ')}
    FROM ${entries} GROUP BY date_bin('15 minutes', at, 'epoch'), ${byDimension}`;
}

export const seriesColumns = `at, series, ${byDimension}, ${sums.join(', ')}`;

export function addedToSeries(entries: string): string {
  return `
    INSERT INTO usage_quarter AS u (${seriesColumns})
    SELECT ${seriesColumns} FROM (${seriesOf(entries)}) AS s ORDER BY at, series
    ON CONFLICT (at, series) DO UPDATE SET ${sums.map((name) => `${name} = u.${name} + excluded.${name}`).join(', ')}`;
}

/** All classes cost a place in the context of the model, so all count. */
export const tokenSum =
  '(input_tokens + cached_input_tokens + cache_write_tokens + output_tokens + reasoning_tokens)';

/**
 * Rows of `quota_counter` that lines of the ledger (or rows of `usage_quarter`) make: each for every quota of its subjects,
 * disabled ones too, so that enabling one needs no recount. No period begins within a quarter of an hour. Shadows, which
 * nobody asked for, are charged to none. `only` limits the quotas: an expression that equals the id of those meant.
 */
export function addedToCounters(entries: string, only: string): string {
  const charged = `FROM ${entries} WHERE kind <> 'shadow'`;
  const measured = `at, requests, ${tokenSum} AS tokens, cost`;
  return `
    SELECT q.id AS quota_id, s.subject, quota_period_start(s.at, q.period, q.time_zone) AS period_start,
      min(quota_period_end(s.at, q.period, q.time_zone)) AS period_end,
      sum(CASE q.measure WHEN 'requests' THEN s.requests WHEN 'tokens' THEN s.tokens ELSE s.cost END)::bigint AS used
    FROM (SELECT subject_kind, subject, date_bin('15 minutes', at, 'epoch') AS at, sum(requests) AS requests,
      sum(tokens) AS tokens, sum(cost) AS cost FROM (
      SELECT 'user' AS subject_kind, user_id::text AS subject, ${measured} ${charged} AND user_id IS NOT NULL
      UNION ALL
      SELECT 'team', unnest(team_ids)::text, ${measured} ${charged}
      UNION ALL
      SELECT 'key', key_id::text, ${measured} ${charged} AND key_id IS NOT NULL
      UNION ALL
      SELECT 'endpoint', endpoint_name, ${measured} ${charged}
      ) AS each GROUP BY 1, 2, 3
    ) AS s
    JOIN quota q ON q.subject_kind = s.subject_kind AND q.subject_id IN (s.subject, '*')
      AND s.at >= q.counted_from AND q.id = ${only}
    GROUP BY 1, 2, 3`;
}
