/** After a change of SLIPWAY_SECRET: what was sealed under the earlier one is sealed again, so that that one can go. */
import { type Purpose, previousKey, seal, sealedUnderPrevious, unseal } from './crypto.ts';
import { pool } from './db.ts';

interface SealedColumn {
  table: string;
  /** Its primary key, of one column. */
  key: string;
  column: string;
  purpose: Purpose;
}

/** Every column that `seal` fills; a test holds the list against the database. What only lives for minutes is left out. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'provider', key: 'id', column: 'sealed_key', purpose: 'provider-key' },
  { table: 'otlp_setting', key: 'id', column: 'sealed_headers', purpose: 'otlp-headers' },
  { table: 'scrape_target', key: 'id', column: 'sealed_token', purpose: 'scrape-target' },
  { table: 'log_export', key: 'id', column: 'sealed_secret', purpose: 'log-export' },
  { table: 'notification_channel', key: 'id', column: 'sealed_secret', purpose: 'notification' },
  { table: 'notification', key: 'id', column: 'sealed_link', purpose: 'notification' },
  { table: 'identity_provider', key: 'id', column: 'sealed_secret', purpose: 'identity-provider' },
  { table: 'second_factor', key: 'user_id', column: 'sealed_secret', purpose: 'second-factor' },
];

const pageSize = 500;

/**
 * Called at each start; does nothing unless SLIPWAY_SECRET_PREVIOUS is set. Safe on several servers at once, and beside
 * somebody who enters another secret meanwhile: theirs stays. Returns how many were sealed again.
 */
export async function resealStored(): Promise<number> {
  let count = 0;
  for (const column of sealedColumns) count += await resealColumn(column);
  return count;
}

async function resealColumn({ table, key, column, purpose }: SealedColumn): Promise<number> {
  if (previousKey(purpose) === null) return 0;
  let count = 0;
  for (let after = ''; ; ) {
    const { rows } = await pool().query<{ key: string; sealed: Buffer }>(
      `SELECT ${key}::text AS key, ${column} AS sealed FROM ${table}
       WHERE ${column} IS NOT NULL AND ${key}::text > $1 ORDER BY ${key}::text LIMIT ${pageSize}`,
      [after],
    );
    for (const row of rows) {
      if (!sealedUnderPrevious(purpose, row.sealed)) continue;
      const changed = await pool().query(
        `UPDATE ${table} SET ${column} = $3 WHERE ${key}::text = $1 AND ${column} = $2`,
        [row.key, row.sealed, Buffer.from(seal(purpose, unseal(purpose, row.sealed)))],
      );
      count += changed.rowCount ?? 0;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return count;
    after = last.key;
  }
}
