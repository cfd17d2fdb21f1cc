import { pool } from '../platform/db.ts';

/** The value kept under a key that has not expired; null when there is none. */
export async function findCachedValue(key: Buffer): Promise<unknown> {
  const result = await pool().query<{ value: unknown }>({
    name: 'find-cached-response',
    text: 'SELECT value FROM response_cache WHERE key = $1 AND expires_at > now()',
    values: [key],
  });
  return result.rows[0]?.value ?? null;
}

export async function keepCachedValue(key: Buffer, value: string, ttlSeconds: number): Promise<void> {
  await pool().query({
    name: 'keep-cached-response',
    text: `INSERT INTO response_cache (key, value, expires_at)
           VALUES ($1, $2::jsonb, now() + make_interval(secs => $3))
           ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
    values: [key, value, ttlSeconds],
  });
}

/** How many there were. */
export async function deleteExpiredValues(): Promise<number> {
  const result = await pool().query('DELETE FROM response_cache WHERE expires_at <= now()');
  return result.rowCount ?? 0;
}
