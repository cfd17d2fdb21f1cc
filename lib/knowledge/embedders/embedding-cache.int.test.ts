/** Vectors that are kept. */
import '../../../e2e/support/test-database.ts';
import { expect, test, vi } from 'vitest';
import { pool } from '../../platform/db.ts';
import { findVectors, keepVectors } from './embedding-cache-store.ts';

test('two that keep the same vectors in other orders do not stand in each other’s way', async () => {
  const [low, high] = [Buffer.from('a'), Buffer.from('b')];
  const vector = Float32Array.of(1, 2);
  const client = await pool().connect();
  const keep = (key: Buffer) =>
    client.query("INSERT INTO embedding_cache (key, vector) VALUES ($1, '\\x')", [key]);
  try {
    await client.query('BEGIN');
    await keep(low);
    const others = keepVectors([high, low].map((key) => ({ key, vector })));
    await vi.waitFor(async () => {
      const { rows } = await pool().query(
        "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'",
      );
      expect(rows).toHaveLength(1);
    }, 10_000);
    await keep(high);
    await client.query('COMMIT');
    await others;
    expect(await findVectors([low, high])).toHaveLength(2);
  } finally {
    client.release(true);
  }
});
