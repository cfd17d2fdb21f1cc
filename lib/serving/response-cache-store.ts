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

/** Nothing is written for a person whose data was erased while they were answered. */
export async function keepCachedValue(
  key: Buffer,
  value: string,
  ttlSeconds: number,
  { endpoint, userId }: { endpoint: string; userId: string | null },
): Promise<void> {
  await pool().query({
    name: 'keep-cached-response',
    text: `INSERT INTO response_cache (key, value, expires_at, endpoint_name)
           SELECT $1, $2::jsonb, now() + make_interval(secs => $3), $4
           WHERE $5::uuid IS NULL OR NOT slipway_is_erased($5::uuid)
           ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at,
             endpoint_name = excluded.endpoint_name, created_at = now()`,
    values: [key, value, ttlSeconds, endpoint, userId],
  });
}

/** How many there were. */
export async function deleteExpiredValues(): Promise<number> {
  const result = await pool().query('DELETE FROM response_cache WHERE expires_at <= now()');
  return result.rowCount ?? 0;
}
