/**
 * Words of requests whose day has no index of its own yet, in a narrow table that a job fills behind the log: the commit
 * that an answer waits for pays nothing, and a rare word of today is looked up instead of sought row by row. The table
 * holds every row from its first to some time before its last, so that a search knows where it must still look itself.
 */
import { pool } from '../platform/db.ts';
import { idBefore } from '../platform/ids.ts';
import type { Read } from '../platform/read-in-time.ts';
import { searchedText } from './filter-conditions.ts';

const minuteMs = 60_000;
/** A request is on record when it has ended: an attempt takes ten minutes at most, and there may be fallbacks. */
const lateMs = 30 * minuteMs;
/** Rows that came later than that are found when a pass looks so far back, or at everything. */
const lookBackMs = 2 * lateMs;
const batch = 500;
const forgotten = 10_000;

/** Beginning of the oldest day that cannot be searched by an index of its own. */
async function firstOpenId(): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT slipway_first_id_at(coalesce(min(day), (now() AT TIME ZONE 'UTC')::date)::timestamp AT TIME ZONE 'UTC') AS id
     FROM (
       SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
       WHERE h.inhparent = 'inference'::regclass AND c.relname ~ '^inference_[0-9]{8}$' AND NOT EXISTS (
         SELECT 1 FROM pg_index x WHERE x.indexrelid = to_regclass(c.relname || '_text_idx') AND x.indisvalid)) AS open`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate returned no row');
  return row.id;
}

/**
 * Takes in the words of requests that came since the last pass, oldest first; with `everything`, looks at all open days
 * again. Gives how many. Safe to stop, to run again, and to run twice at once.
 */
export async function indexNewWords(everything: boolean, signal: AbortSignal): Promise<number> {
  const open = await firstOpenId();
  await forgetBefore(open, signal);
  const { rows } = await pool().query<{ id: string }>(`SELECT inference_id AS id ${newest}`);
  const recent = rows[0] === undefined ? open : idBefore(rows[0].id, lookBackMs);
  let from = everything || recent < open ? open : recent;
  for (let total = 0; ; ) {
    signal.throwIfAborted();
    const page = await takeIn(from);
    total += page.taken;
    if (page.last === null) return total;
    from = page.last;
  }
}

const oldest = 'FROM inference_words ORDER BY inference_id LIMIT 1';
const newest = 'FROM inference_words ORDER BY inference_id DESC LIMIT 1';

/**
 * The rows behind an id, a page of them: gives how many were taken in, and where to go on. Locked while they are read: whoever
 * removes a text waits, and then takes the words away with it.
 */
async function takeIn(from: string): Promise<{ taken: number; last: string | null }> {
  const { rows } = await pool().query<{ taken: number; last: string | null }>(
    `WITH page AS MATERIALIZED (SELECT id FROM inference WHERE id > $1 ORDER BY id LIMIT ${batch}),
     missing AS MATERIALIZED (
       SELECT id FROM page WHERE NOT EXISTS (SELECT 1 FROM inference_words w WHERE w.inference_id = page.id)),
     fresh AS MATERIALIZED (
       SELECT i.id, i.question, i.output FROM missing m CROSS JOIN LATERAL (
         SELECT id, question, output FROM inference WHERE id = m.id FOR SHARE) i),
     taken AS (
       INSERT INTO inference_words (inference_id, words) SELECT i.id, ${searchedText} FROM fresh i ORDER BY i.id
       ON CONFLICT DO NOTHING RETURNING 1)
     SELECT (SELECT count(*)::int FROM taken) AS taken, (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last`,
    [from],
  );
  return rows[0] ?? { taken: 0, last: null };
}

/** Of days that have their own index now. From the oldest on, so that there is never a gap behind the first. */
async function forgetBefore(open: string, signal: AbortSignal): Promise<void> {
  for (let gone = forgotten; gone === forgotten; ) {
    signal.throwIfAborted();
    const { rowCount } = await pool().query(
      `DELETE FROM inference_words WHERE inference_id IN (
         SELECT inference_id FROM inference_words WHERE inference_id < $1 ORDER BY inference_id LIMIT ${forgotten})`,
      [open],
    );
    gone = rowCount ?? 0;
  }
}

/** Ids from the first on, and before the second, are all in the table; null while it is empty. */
export interface KnownWords {
  from: string;
  before: string;
}

export async function readKnownWords(read: Read): Promise<KnownWords | null> {
  const [first] = await read<{ id: string }>(`SELECT inference_id AS id ${oldest}`, []);
  const [last] = await read<{ id: string }>(`SELECT inference_id AS id ${newest}`, []);
  if (first === undefined || last === undefined) return null;
  const before = idBefore(last.id, lateMs);
  return before <= first.id ? null : { from: first.id, before };
}
