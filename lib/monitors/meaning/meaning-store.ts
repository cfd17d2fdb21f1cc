/** By which knowledge base questions were answered, and what embedding them again has cost. */
import type { UsageEntry } from '../../limits/index.ts';
import { settleUsage } from '../../limits/index.ts';
import { pgTransaction, pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { RowRange } from '../rows/rows-store.ts';

/** The knowledge base that most of the newest thousand questions of a range were searched in; null for none. */
export async function knowledgeAsked({ endpoint, from, to }: RowRange): Promise<string | null> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT knowledge_name AS name FROM (
       SELECT knowledge_name FROM inference
       WHERE endpoint_name = $1 AND traffic = 'live' AND knowledge_name IS NOT NULL
         AND id >= slipway_first_id_at($2::timestamptz) AND id < slipway_first_id_at($3::timestamptz)
       ORDER BY id DESC LIMIT 1000) newest
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    [endpoint, from, to],
  );
  return rows[0]?.name ?? null;
}

/** Into the ledger as what nobody asked for: it is seen in usage, and no quota pays for it. */
export async function recordEmbedding(
  used: Pick<UsageEntry, 'endpoint' | 'provider' | 'providerModel' | 'usage' | 'cost' | 'priceSource'>,
): Promise<void> {
  await pgTransaction(async (client) => {
    const { rows } = await client.query<{ now: Date }>('SELECT now()');
    const entry: UsageEntry = {
      ...used,
      requestId: newId(),
      part: 0,
      at: rows[0]?.now ?? new Date(),
      kind: 'shadow',
      userId: null,
      teamIds: [],
      keyId: null,
      model: '',
      version: 0,
      requests: 0,
    };
    await settleUsage(client, [{ entries: [entry], reservation: null }]);
  });
}
