/** Makes everything anew that derives from the ledger, and says where it was otherwise. */
import { pgTransaction } from '../../platform/db.ts';
import { addedToCounters, seriesColumns, seriesOf } from './derived-sql.ts';

export interface Difference {
  /** Quota or series, subject or nothing, period or quarter. */
  id: string;
  subject: string | null;
  at: Date;
  /** Null for a row that was missing. */
  kept: string | null;
  /** Null for a row that should not be there. */
  derived: string | null;
}

export interface Rebuilt {
  entries: number;
  counters: Difference[];
  series: Difference[];
}

const shown = 1000;

// A counter of nothing may be there or not: admission makes it, settling does not need it.
const counterDifferences = `
  SELECT coalesce(c.quota_id, d.quota_id)::text AS id, coalesce(c.subject, d.subject) AS subject,
    coalesce(c.period_start, d.period_start) AS at, c.used::text AS kept, d.used::text AS derived
  FROM quota_counter c FULL JOIN derived_counter d
    ON d.quota_id = c.quota_id AND d.subject = c.subject AND d.period_start = c.period_start
  WHERE coalesce(c.used, 0) <> coalesce(d.used, 0) LIMIT ${shown}`;

const measures = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost',
];
const sumsOf = (table: string) => `(${measures.map((name) => `${table}.${name}`).join(', ')})`;

const seriesDifferences = `
  SELECT coalesce(u.series, d.series)::text AS id, NULL AS subject, coalesce(u.at, d.at) AS at,
    ${sumsOf('u')}::text AS kept, ${sumsOf('d')}::text AS derived
  FROM usage_quarter u FULL JOIN derived_series d ON d.at = u.at AND d.series = u.series
  WHERE u.series IS NULL OR d.series IS NULL OR ${sumsOf('u')} IS DISTINCT FROM ${sumsOf('d')} LIMIT ${shown}`;

/** Settling waits meanwhile. With `repair` the derived rows replace those kept; up to 1,000 differences are told. */
export function rebuildDerived(repair: boolean): Promise<Rebuilt> {
  return pgTransaction(async (client) => {
    await client.query('LOCK TABLE usage_entry IN SHARE ROW EXCLUSIVE MODE');
    await client.query(`CREATE TEMP TABLE derived_series ON COMMIT DROP AS ${seriesOf('usage_entry')}`);
    await client.query(
      `CREATE TEMP TABLE derived_counter ON COMMIT DROP AS ${addedToCounters('usage_entry', 'q.id')}`,
    );
    const count = await client.query<{ count: string }>('SELECT count(*) FROM usage_entry');
    const counters = await client.query<Difference>(counterDifferences);
    const series = await client.query<Difference>(seriesDifferences);
    if (repair && counters.rows.length > 0) {
      await client.query('DELETE FROM quota_counter');
      await client.query(`INSERT INTO quota_counter (quota_id, subject, period_start, period_end, used)
        SELECT quota_id, subject, period_start, period_end, used FROM derived_counter`);
    }
    if (repair && series.rows.length > 0) {
      await client.query('DELETE FROM usage_quarter');
      await client.query(
        `INSERT INTO usage_quarter (${seriesColumns}) SELECT ${seriesColumns} FROM derived_series`,
      );
    }
    return { entries: Number(count.rows[0]?.count), counters: counters.rows, series: series.rows };
  });
}
