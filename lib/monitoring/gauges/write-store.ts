/** Writes values that something had at a moment. */
import type { PoolClient } from 'pg';
import { pgTransaction } from '../../platform/db.ts';
import type { GaugeSample } from '../metric-schemas.ts';
import { lockGauges } from './level-store.ts';
import { putLevels } from './put-levels.ts';

/** Of one moment and subject the value written last counts. What lies before the values that are kept is left out. */
export async function insertGauges(samples: readonly GaugeSample[]): Promise<void> {
  const written = await pgTransaction((client) => insertRecent(client, samples));
  if (!written) await pgTransaction((client) => insertPast(client, samples));
}

/** Beside all others. Answers false, and writes nothing, when a value lies in the levels. */
async function insertRecent(client: PoolClient, samples: readonly GaugeSample[]): Promise<boolean> {
  const { rolledUntil } = await lockGauges(client, 'shared');
  if (samples.some(({ at }) => at < rolledUntil)) return false;
  await upsert(client, samples);
  return true;
}

async function insertPast(client: PoolClient, samples: readonly GaugeSample[]): Promise<void> {
  const { rolledUntil, rawSince } = await lockGauges(client, 'alone');
  const kept = samples.filter(({ at }) => at >= rawSince);
  if (kept.length === 0) return;
  await upsert(client, kept);
  const past = kept.filter(({ at }) => at < rolledUntil);
  if (past.length === 0) return;
  const range = past.reduce(
    ({ from, to }, { at }) => ({ from: Math.min(from, at.getTime()), to: Math.max(to, at.getTime() + 1) }),
    { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY },
  );
  await putLevels(client, range, rolledUntil, past);
}

async function upsert(client: PoolClient, samples: readonly GaugeSample[]): Promise<void> {
  await client.query({
    name: 'insert-gauges',
    text: `INSERT INTO metric_gauge (metric, endpoint, subject, at, value)
      SELECT DISTINCT ON (metric, endpoint, subject, at) metric, endpoint, subject, at, value
      FROM jsonb_to_recordset($1)
        AS r (metric text, endpoint text, subject text, at timestamptz(3), value float8, place bigint)
      ORDER BY metric, endpoint, subject, at, place DESC
      ON CONFLICT (metric, endpoint, subject, at) DO UPDATE SET value = excluded.value`,
    values: [JSON.stringify(samples.map((sample, place) => ({ ...sample, place })))],
  });
}
