/**
 * Locks across processes, held by a PostgreSQL session: when the process dies, its connection ends and the lock is free
 * at once. A lock occupies one connection of the pool while it is held.
 */
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { pool } from './db.ts';

export type Attempt<T> = { acquired: true; value: T } | { acquired: false };

/** Runs `work` alone under `name`, or does nothing when somebody else holds it. */
export function tryWithLock<T>(name: string, work: () => Promise<T>): Promise<Attempt<T>> {
  return withConnection(async (client) => {
    const result = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
      keyOf(name),
    ]);
    if (result.rows[0]?.got !== true) return { acquired: false };
    return { acquired: true, value: await runAndUnlock(client, name, work) };
  });
}

/** Waits for `name`, then runs `work` alone under it. */
export function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return withConnection(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [keyOf(name)]);
    return runAndUnlock(client, name, work);
  });
}

async function runAndUnlock<T>(client: PoolClient, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    // When this fails the session is broken and its locks are gone with it.
    await client.query('SELECT pg_advisory_unlock($1)', [keyOf(name)]).catch(() => undefined);
  }
}

async function withConnection<T>(use: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  const note = (error: Error) => {
    broken = error;
  };
  client.on('error', note);
  try {
    return await use(client);
  } finally {
    client.off('error', note);
    client.release(broken);
  }
}

/** PostgreSQL's advisory locks are numbered with 64-bit integers. */
function keyOf(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString();
}
