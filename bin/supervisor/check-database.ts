/** Says in one sentence what is wrong with a DATABASE_URL. Never prints its password. */
import pg from 'pg';
import { codeOf, UserError } from './user-error.ts';

const oldestVersion = 150_000;

function explain(error: unknown, url: URL): UserError {
  const place = `${url.hostname}:${url.port || '5432'}`;
  const user = decodeURIComponent(url.username) || 'the default user';
  const database = decodeURIComponent(url.pathname.slice(1));
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(
        `The host "${url.hostname}" in DATABASE_URL cannot be found. Check its spelling and the network.`,
      );
    case 'ECONNREFUSED':
      return new UserError(
        `No PostgreSQL answers at ${place} (DATABASE_URL). Start it there, or correct the address.`,
      );
    case '28P01':
    case '28000':
      return new UserError(
        `PostgreSQL at ${place} refuses "${user}" with the password in DATABASE_URL. Correct the user or the password.`,
      );
    case '3D000':
      return new UserError(
        `PostgreSQL at ${place} has no database "${database}". Create it (createdb ${database}) or correct DATABASE_URL.`,
      );
    case '42501':
      return new UserError(
        `"${user}" may not create tables in the database "${database}" at ${place}. Make it the owner of that database.`,
      );
    case '53300':
      return new UserError(
        `PostgreSQL at ${place} has no connection left. Raise its max_connections or stop other clients.`,
      );
    default: {
      const reason = error instanceof Error ? error.message : 'unknown reason';
      return new UserError(`No connection to PostgreSQL at ${place} (DATABASE_URL): ${reason}.`);
    }
  }
}

/** Throws `UserError` unless the database answers, is new enough and may be written. */
export async function assertDatabaseUsable(address: string): Promise<void> {
  if (!URL.canParse(address)) {
    throw new UserError(
      'DATABASE_URL is not a valid address. It looks like postgresql://user:password@host:5432/database.',
    );
  }
  const url = new URL(address);
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const result = await client.query<{ version: number; writable: boolean }>(
      `SELECT current_setting('server_version_num')::int AS version,
              has_schema_privilege(current_schema(), 'CREATE') AND NOT pg_is_in_recovery() AS writable`,
    );
    const row = result.rows[0];
    if (row !== undefined && row.version < oldestVersion) {
      throw new UserError(
        `PostgreSQL at ${url.hostname} is version ${Math.floor(row.version / 10_000)}; Slipway needs 15 or newer.`,
      );
    }
    if (!row?.writable) throw Object.assign(new Error('read-only'), { code: '42501' });
  } catch (error) {
    throw error instanceof UserError ? error : explain(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}
