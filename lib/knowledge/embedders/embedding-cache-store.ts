import { pool } from '../../platform/db.ts';

/** Touching a row on every hit would turn reads into writes; once a day is enough to tell what is still used. */
const touchAfter = '1 day';

/** The vector kept under a key; null when there is none. */
export async function findVector(key: Buffer): Promise<Float32Array | null> {
  const result = await pool().query<{ vector: Buffer; stale: boolean }>({
    name: 'find-cached-vector',
    text: `SELECT vector, used_at < now() - interval '${touchAfter}' AS stale FROM embedding_cache WHERE key = $1`,
    values: [key],
  });
  const [row] = result.rows;
  if (row === undefined) return null;
  if (row.stale) await pool().query('UPDATE embedding_cache SET used_at = now() WHERE key = $1', [key]);
  return vectorOf(row.vector);
}

export async function keepVector(key: Buffer, vector: Float32Array): Promise<void> {
  await pool().query({
    name: 'keep-cached-vector',
    text: 'INSERT INTO embedding_cache (key, vector) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
    values: [key, bytesOf(vector)],
  });
}

/** Those of some keys that are kept; when they were last used stays as it was. */
export async function findVectors(keys: readonly Buffer[]): Promise<{ key: Buffer; vector: Float32Array }[]> {
  const result = await pool().query<{ key: Buffer; vector: Buffer }>(
    'SELECT key, vector FROM embedding_cache WHERE key = ANY($1::bytea[])',
    [keys],
  );
  return result.rows.map(({ key, vector }) => ({ key, vector: vectorOf(vector) }));
}

/** Always in the same order: two that read the same documents would wait for each other else. */
export async function keepVectors(added: readonly { key: Buffer; vector: Float32Array }[]): Promise<void> {
  await pool().query(
    `INSERT INTO embedding_cache (key, vector)
     SELECT key, vector FROM unnest($1::bytea[], $2::bytea[]) AS r (key, vector) ORDER BY key
     ON CONFLICT (key) DO NOTHING`,
    [added.map(({ key }) => key), added.map(({ vector }) => bytesOf(vector))],
  );
}

/** How many there were. */
export async function deleteVectorsUnusedFor(days: number): Promise<number> {
  const result = await pool().query(
    'DELETE FROM embedding_cache WHERE used_at < now() - make_interval(days => $1)',
    [days],
  );
  return result.rowCount ?? 0;
}

/** Little-endian 32-bit floats, whatever the machine. */
function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => {
    bytes.writeFloatLE(value, index * 4);
  });
  return bytes;
}

function vectorOf(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}
