/** What embeddings may use, and what they leave in the ledger. */
import { type Caller, userIdOf } from '../../access/index.ts';
import type { InferenceRecord } from '../../inference/index.ts';
import type { Amounts, Reservation, Settlement } from '../../limits/index.ts';
import { costOf, currentPrice } from '../../providers/index.ts';
import type { ChosenEmbedder } from './choose-embedder.ts';
import { usageOf } from './embeddings-record.ts';
import type { EmbeddingsRequest } from './embeddings-schema.ts';

/** Embedders tell no usage, so what is estimated is what is settled. */
export async function embeddingAtMost(body: EmbeddingsRequest, chosen: ChosenEmbedder): Promise<Amounts> {
  const usage = usageOf(body);
  const money = costOf(usage, await currentPrice(chosen.provider, chosen.model));
  return { requests: 1n, tokens: BigInt(usage.input), money };
}

/** A refused call leaves nothing. */
export async function embeddingSettlement(
  record: InferenceRecord,
  caller: Caller,
  reservation: Reservation | null,
): Promise<Settlement> {
  if (record.status === 'refused') return { entries: [], reservation };
  const { served, usage, cost } = record;
  const price = served && (await currentPrice(served.provider, served.providerModel));
  return {
    reservation,
    entries: [
      {
        requestId: record.requestId,
        part: 0,
        at: reservation?.at ?? record.at,
        kind: record.traffic,
        userId: userIdOf(caller),
        teamIds: caller.kind === 'system' ? [] : caller.teams,
        keyId: record.requester.apiKeyId,
        endpoint: record.endpoint.name,
        model: served?.model ?? '',
        version: 0,
        provider: served?.provider ?? '',
        providerModel: served?.providerModel ?? '',
        requests: 1,
        usage,
        cost,
        priceSource: price === null ? 'none' : 'provider',
      },
    ],
  };
}
