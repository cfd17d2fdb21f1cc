/** The SQL that places are made of. `$1` is the person: a user's id, or the name of a client. */
import { literally, pgTransaction, pool } from '../../platform/db.ts';
import type { Subject } from '../schemas.ts';

const pageSize = 500;
const batchSize = 1000;

async function known(table: string): Promise<boolean> {
  const result = await pool().query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  return result.rows[0]?.there === true;
}

export async function countRows(from: string, where: string, { id }: Subject): Promise<number> {
  if (!(await known(from.split(' ')[0] ?? ''))) return 0;
  const result = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${from} WHERE ${where}`,
    [id],
  );
  return result.rows[0]?.count ?? 0;
}

/** Page by page in the order of `key`, a unique column or expression, so that memory stays flat. */
export async function* readRows(
  { columns, from, where, key }: { columns: string; from: string; where: string; key: string },
  { id }: Subject,
): AsyncGenerator<object> {
  if (!(await known(from.split(' ')[0] ?? ''))) return;
  for (let after: string | null = null; ; ) {
    const result: { rows: { row: object; key: string }[] } = await pool().query(
      `SELECT to_jsonb(page) - 'page_key' AS row, page_key AS key FROM (
         SELECT ${columns}, (${key})::text AS page_key FROM ${from}
         WHERE (${where}) AND ($2::text IS NULL OR (${key})::text > $2) ORDER BY (${key})::text LIMIT ${pageSize}) AS page`,
      [id, after],
    );
    yield* result.rows.map(({ row }) => row);
    if (result.rows.length < pageSize) return;
    after = result.rows.at(-1)?.key ?? null;
  }
}

/** A statement that ends in `LIMIT $2` somewhere, run until it changes nothing. Gives how many rows it changed in all. */
export async function inBatches(text: string, { id }: Subject, signal: AbortSignal): Promise<number> {
  for (let total = 0; ; ) {
    signal.throwIfAborted();
    const { rowCount } = await pool().query(text, [id, batchSize]);
    if (!rowCount) return total;
    total += rowCount;
  }
}

/** As one statement, for tables with few rows of one person. */
export async function atOnce(text: string, { id }: Subject): Promise<number> {
  return (await pool().query(text, [id])).rowCount ?? 0;
}

/** Every row of one person in a table, which may not be there in an older schema. */
export async function deleteOf(table: string, where: string, subject: Subject): Promise<number> {
  return (await known(table)) ? atOnce(`DELETE FROM ${table} WHERE ${where}`, subject) : 0;
}

export async function deleteInvitations(addresses: readonly string[]): Promise<number> {
  if (!(await known('invitation'))) return 0;
  const result = await pool().query('DELETE FROM invitation WHERE lower(email) = ANY($1)', [
    addresses.map((address) => address.toLowerCase()),
  ]);
  return result.rowCount ?? 0;
}

/**
 * Histories refuse changes by triggers. Erasing a name is the one reason to lift them, inside one transaction that holds
 * every other writer back.
 */
export function inHistory(
  histories: readonly { table: string; trigger: string; statement: string }[],
  { id }: Subject,
): Promise<number> {
  return pgTransaction(async (client) => {
    let total = 0;
    for (const { table, trigger, statement } of histories) {
      const there = await client.query(`SELECT 1 FROM ${table} WHERE ${whereOf(statement)} LIMIT 1`, [id]);
      if (there.rowCount === 0) continue;
      await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
      total += (await client.query(statement, [id])).rowCount ?? 0;
      await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`);
    }
    return total;
  });
}

function whereOf(statement: string): string {
  return statement.slice(statement.indexOf(' WHERE ') + 7);
}

/** Waits for every request that is being written; all later ones are written as of nobody. */
export async function fenceInferences(): Promise<void> {
  await pgTransaction((client) => client.query('LOCK TABLE inference IN SHARE MODE'));
}

/** Empties a table and gives its bytes back to the file system at once. */
export async function truncate(table: 'response_cache' | 'embedding_cache'): Promise<number> {
  return pgTransaction(async (client) => {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    await client.query(`TRUNCATE ${table}`);
    return rows[0]?.count ?? 0;
  });
}

export async function keysOf({ id }: Subject): Promise<string[]> {
  const result = await pool().query<{ id: string }>('SELECT id FROM api_key WHERE owner_id = $1', [id]);
  return result.rows.map((row) => row.id);
}

/** Notifications that say an address or a name in their text, and deliveries to that address. */
export async function deleteMentions(names: readonly string[]): Promise<number> {
  const said = names.filter((name) => name.length >= 3).map((name) => `%${literally(name)}%`);
  if (said.length === 0) return 0;
  await pool().query('DELETE FROM notification_delivery WHERE addresses && $1::text[]', [names]);
  const result = await pool().query(
    `DELETE FROM notification WHERE title ILIKE ANY($1) OR text ILIKE ANY($1) OR html ILIKE ANY($1)
        OR data::text ILIKE ANY($1)`,
    [said],
  );
  return result.rowCount ?? 0;
}

/** Takes addresses off reports; one that would go to nobody any more is switched off. */
export async function removeFromReports(names: readonly string[]): Promise<number> {
  const result = await pool().query(
    `UPDATE report SET addresses = rest.addresses, updated_at = now(),
       enabled = enabled AND rest.addresses <> '{}', next_at = CASE WHEN rest.addresses <> '{}' THEN next_at END,
       stopped_why = CASE WHEN rest.addresses = '{}' THEN 'The only address it went to was erased.' ELSE stopped_why END
     FROM (SELECT id, ARRAY(SELECT one FROM unnest(addresses) one WHERE lower(one) <> ALL($1)) AS addresses FROM report
            WHERE EXISTS (SELECT 1 FROM unnest(addresses) one WHERE lower(one) = ANY($1))) rest
     WHERE report.id = rest.id`,
    [names.map((name) => name.toLowerCase())],
  );
  return result.rowCount ?? 0;
}

/** Frees the room of what was removed: PostgreSQL writes over it from then on. */
export async function vacuum(tables: readonly string[]): Promise<void> {
  for (const table of tables) if (await known(table)) await pool().query(`VACUUM ${table}`);
}
