/** What changes of reader lists mean for files: found out by reading the rows they were written from once more. */
import { withheldCondition } from '../inference/index.ts';
import { pool } from '../platform/db.ts';
import { type Day, rowsOfDay } from './files/row-store.ts';

interface UnsureFile extends Day {
  changes: number;
  withheld: string | null;
}

/** Files that were written before a reader list came or went; stale ones are written again anyway. Oldest day first. */
export async function filesToLookAt(exportId: string): Promise<UnsureFile[]> {
  const { rows } = await pool().query<UnsureFile>(
    `SELECT endpoint_name AS endpoint, to_char(day, 'YYYY-MM-DD') AS day, reader_changes AS changes, withheld
     FROM log_export_file WHERE export_id = $1 AND reader_changes > 0 AND NOT stale AND rows IS NOT NULL
     ORDER BY day, endpoint_name`,
    [exportId],
  );
  return rows;
}

/** What `WithheldSum` gives for the rows of a day, with the lists in force now. */
export async function withheldNow({ endpoint, day }: Day): Promise<string> {
  const { rows } = await pool().query<{ sum: string }>(
    `SELECT count(*) || ':' ||
       lpad(to_hex(coalesce(bit_xor(('x' || right(replace(i.id::text, '-', ''), 16))::bit(64)::bigint), 0)), 16, '0') AS sum
     FROM inference i WHERE ${rowsOfDay} AND ${withheldCondition('i', '$3')}`,
    [endpoint, day, []],
  );
  return rows[0]?.sum ?? '';
}

/** Only those changes that were there before it was looked at: one that came meanwhile is looked at again. */
export async function noteLookedAt(
  exportId: string,
  { endpoint, day, changes }: UnsureFile,
  concerned: boolean,
): Promise<void> {
  await pool().query(
    `UPDATE log_export_file SET reader_changes = greatest(0, reader_changes - $4),
       stale = stale OR $5, narrowed = narrowed OR $5
     WHERE export_id = $1 AND endpoint_name = $2 AND day = $3::date`,
    [exportId, endpoint, day, changes, concerned],
  );
}
