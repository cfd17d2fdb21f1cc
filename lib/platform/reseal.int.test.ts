import '../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { seal, unseal } from './crypto.ts';
import { pool } from './db.ts';
import { deriveEnv, env } from './env.ts';
import { newId } from './ids.ts';
import { resealStored, sealedColumns } from './reseal.ts';

/** Ends by itself within minutes. */
const shortLived = new Set(['sign_in_step.sealed']);

test('the list has every sealed column of the database', async () => {
  const { rows } = await pool().query<{ place: string }>(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name LIKE 'sealed%' ORDER BY 1`,
  );
  const kept = rows.map(({ place }) => place).filter((place) => !shortLived.has(place));
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(kept);
});

test('what stood under the earlier secret opens without it afterwards; a newer one is left alone', async () => {
  const earlier = env().SLIPWAY_SECRET ?? '';
  const [old, fresh] = [newId(), newId()];
  const insert = (id: string, sealed: Uint8Array) =>
    pool().query(
      `INSERT INTO log_export (id, name, target, sealed_secret, endpoints, include_text, enabled, updated_at)
       VALUES ($1::uuid, $1::uuid::text, '{}', $2, '{}', true, true, now())`,
      [id, Buffer.from(sealed)],
    );
  const sealedOf = async (id: string): Promise<Buffer> =>
    (await pool().query('SELECT sealed_secret FROM log_export WHERE id = $1', [id])).rows[0].sealed_secret;
  await insert(old, seal('log-export', 'key of a bucket'));
  await pool().query(
    `INSERT INTO otlp_setting (id, enabled, endpoint, protocol, sealed_headers, header_names, sample_ratio,
       include_content, allow_private_network, updated_at)
     VALUES ('otlp', true, 'https://collector.example.com', 'http/json', $1, '{authorization}', 1, false, false, now())`,
    [Buffer.from(seal('otlp-headers', '{"authorization":"Bearer x"}'))],
  );
  expect(await resealStored()).toBe(0);
  try {
    deriveEnv({
      SLIPWAY_SECRET: 'another-secret-that-is-long-enough-for-tests',
      SLIPWAY_SECRET_PREVIOUS: earlier,
    });
    const newer = seal('log-export', 'another bucket');
    await insert(fresh, newer);
    // Two servers start at once.
    const [one, two] = await Promise.all([resealStored(), resealStored()]);
    expect(one + two).toBe(2);
    expect(await resealStored()).toBe(0);
    deriveEnv({ SLIPWAY_SECRET_PREVIOUS: '' });
    expect(unseal('log-export', await sealedOf(old))).toBe('key of a bucket');
    expect(Buffer.from(newer).equals(await sealedOf(fresh))).toBe(true);
    const headers = (await pool().query('SELECT sealed_headers FROM otlp_setting')).rows[0].sealed_headers;
    expect(unseal('otlp-headers', headers)).toBe('{"authorization":"Bearer x"}');
  } finally {
    deriveEnv({ SLIPWAY_SECRET: earlier, SLIPWAY_SECRET_PREVIOUS: '' });
  }
});
