/** Statements of the retention job, each bounded; called again until it finds nothing. */
import { type Prisma, pgTransaction, pool, prisma } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

export type RunRow = Prisma.RetentionRunGetPayload<object>;

export async function startRun(): Promise<string> {
  const id = newId();
  // One at a time, by the job's queue: what still says `running` was left by a worker that died.
  await prisma().retentionRun.updateMany({
    where: { state: 'running' },
    data: { state: 'failed', error: 'The worker ended; the next run went on.', finishedAt: new Date() },
  });
  await prisma().retentionRun.create({ data: { id } });
  return id;
}

export async function noteRun(id: string, data: Prisma.RetentionRunUpdateInput): Promise<void> {
  await prisma().retentionRun.update({ where: { id }, data });
}

export function lastRun(): Promise<RunRow | null> {
  return prisma().retentionRun.findFirst({ orderBy: { id: 'desc' } });
}

/** Endpoints a step is about: one, or all but those with a word of their own. */
export interface Scope {
  only: string | null;
  except: readonly string[];
}

const inScope = (column: string) =>
  `(($2::text IS NULL AND ${column} <> ALL($3::text[])) OR ${column} = $2::text)`;

const batch = 1000;
const olderThan = (column: string) => `${column} < now() - make_interval(days => $1::int)`;
const idOlderThan = (column: string) =>
  `${column} < slipway_first_id_at(now() - make_interval(days => $1::int))`;

async function changed(text: string, days: number, { only, except }: Scope): Promise<number> {
  const result = await pool().query(text, [days, only, except]);
  return result.rowCount ?? 0;
}

/** A pass over old rows by id: gives how many were emptied and where to go on, null at the end. */
export async function emptyTexts(
  days: number,
  { only, except }: Scope,
  after: string,
): Promise<{ count: number; next: string | null }> {
  const result = await pool().query<{ count: number; next: string | null; seen: number }>(
    `WITH old AS (
       SELECT id, text_removed_at FROM inference WHERE id > $4 AND ${idOlderThan('id')} AND ${inScope('endpoint_name')}
       ORDER BY id LIMIT ${batch}),
     emptied AS (
       UPDATE inference i SET text_removed_at = now() FROM old
       WHERE i.id = old.id AND old.text_removed_at IS NULL RETURNING i.id)
     SELECT (SELECT count(*) FROM emptied)::int AS count, (SELECT count(*) FROM old)::int AS seen,
            (SELECT id FROM old ORDER BY id DESC LIMIT 1) AS next`,
    [days, only, except, after],
  );
  const row = result.rows[0];
  return { count: row?.count ?? 0, next: row !== undefined && row.seen === batch ? row.next : null };
}

export function deleteRequests(days: number, scope: Scope): Promise<number> {
  return changed(
    `DELETE FROM inference WHERE id IN (
       SELECT id FROM inference WHERE ${idOlderThan('id')} AND ${inScope('endpoint_name')} LIMIT ${batch})
     AND ${idOlderThan('id')}`,
    days,
    scope,
  );
}

/** Ratings whose request is gone. */
export async function deleteOrphanedFeedback(days: number): Promise<number> {
  const result = await pool().query(
    `DELETE FROM feedback WHERE id IN (
       SELECT f.id FROM feedback f WHERE ${idOlderThan('f.inference_id')}
         AND NOT EXISTS (SELECT 1 FROM inference i WHERE i.id = f.inference_id) LIMIT ${batch})`,
    [days],
  );
  return result.rowCount ?? 0;
}

export function emptyFeedback(days: number, scope: Scope): Promise<number> {
  return changed(
    `UPDATE feedback SET comment = '', correction = '' WHERE id IN (
       SELECT f.id FROM feedback f JOIN inference i ON i.id = f.inference_id
       WHERE (f.comment <> '' OR f.correction <> '') AND ${olderThan('f.updated_at')} AND ${inScope('i.endpoint_name')}
       LIMIT ${batch})`,
    days,
    scope,
  );
}

export function deleteConversations(days: number, scope: Scope): Promise<number> {
  return changed(
    `DELETE FROM conversation WHERE id IN (
       SELECT id FROM conversation WHERE ${olderThan('updated_at')} AND ${inScope('endpoint_name')} LIMIT 200)`,
    days,
    scope,
  );
}

export function deleteCachedAnswers(days: number, scope: Scope): Promise<number> {
  return changed(
    `DELETE FROM response_cache WHERE key IN (
       SELECT key FROM response_cache WHERE ${olderThan('created_at')} AND ${inScope('endpoint_name')} LIMIT ${batch})`,
    days,
    scope,
  );
}

export function deleteGuardrailEvents(days: number, scope: Scope): Promise<number> {
  return changed(
    `DELETE FROM guardrail_event WHERE id IN (
       SELECT id FROM guardrail_event WHERE ${olderThan('at')} AND ${inScope("coalesce(endpoint_name, '')")}
       LIMIT ${batch})`,
    days,
    scope,
  );
}

export function deleteDatasetItems(days: number, scope: Scope): Promise<number> {
  return changed(
    `DELETE FROM dataset_item WHERE id IN (
       SELECT id FROM dataset_item WHERE ${olderThan('created_at')} AND ${inScope('endpoint_name')} LIMIT ${batch})`,
    days,
    scope,
  );
}

/** The trigger that keeps the ledger append-only lets old entries go in such a transaction. */
export function deleteLedgerEntries(days: number): Promise<number> {
  return pgTransaction(async (client) => {
    await client.query("SELECT set_config('slipway.ledger_retention', 'on', true)");
    const result = await client.query(
      `DELETE FROM usage_entry WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM usage_entry WHERE ${olderThan('at')} LIMIT ${batch}))`,
      [days],
    );
    return result.rowCount ?? 0;
  });
}

/** Daily partitions that ended more than so many days ago, oldest first. */
export async function endedPartitions(days: number): Promise<string[]> {
  const result = await pool().query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
     WHERE h.inhparent = 'inference'::regclass AND c.relname ~ '^inference_[0-9]{8}$'
       AND to_date(right(c.relname, 8), 'YYYYMMDD') + 1
           <= ((now() AT TIME ZONE 'UTC') - make_interval(days => $1::int))::date
     ORDER BY c.relname`,
    [days],
  );
  return result.rows.map(({ name }) => name);
}

/**
 * Rows it held. Triggers do not see it: files it was exported to are marked here, with the days beside it, because ids and
 * times of a row may disagree. Waits a moment for whoever reads the log, and gives up for this night when they go on.
 */
export function dropPartition(name: string): Promise<number> {
  return pgTransaction(async (client) => {
    await client.query("SET LOCAL lock_timeout = '5s'");
    const counted = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
    await client.query(`DROP TABLE "${name}"`);
    await client.query('SELECT slipway_changes_exports()');
    await client.query(
      `SELECT slipway_mark_files_stale(array_agg(endpoint_name), array_agg(day), true)
       FROM (SELECT DISTINCT endpoint_name, day FROM log_export_file
             WHERE abs(day - to_date($1, 'YYYYMMDD')) <= 1) f`,
      [name.slice(-8)],
    );
    return counted.rows[0]?.count ?? 0;
  });
}
