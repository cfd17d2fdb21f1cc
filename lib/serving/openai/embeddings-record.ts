import { userIdOf } from '../../access/index.ts';
import type { ChatTurn } from '../../chain/schemas.ts';
import type { InferenceRecord } from '../../inference/index.ts';
import { costOf, currentPrice, emptyUsage, estimateTokens } from '../../providers/index.ts';
import type { Usage } from '../../providers/schemas.ts';
import type { Failure } from '../answer-errors.ts';
import type { CompletionContext } from './answer-feed.ts';
import type { ChosenEmbedder } from './choose-embedder.ts';
import type { EmbeddingsRequest } from './embeddings-schema.ts';

/** What stands for an endpoint in the rows of embeddings. */
export const embeddings = '(embeddings)';

/** A call may carry a megabyte that is kept elsewhere anyway: a row keeps enough to recognise it. */
const keptTexts = 8;
const keptChars = 2000;

export interface EmbeddingRun {
  at: Date;
  elapsedMs: number;
  /** Null when the model was refused. */
  chosen: ChosenEmbedder | null;
  failure: Failure | null;
}

/** Embedders tell no usage: tokens are estimated. */
export function usageOf({ input }: EmbeddingsRequest): Usage {
  return { ...emptyUsage(), input: input.reduce((sum, text) => sum + estimateTokens(text), 0) };
}

/** A call as a row of the log: what was embedded by which model, how long it took and what it cost. */
export async function embeddingRecord(
  body: EmbeddingsRequest,
  { caller, requestId, clientRequestId }: CompletionContext,
  { at, elapsedMs, chosen, failure }: EmbeddingRun,
): Promise<InferenceRecord> {
  const usage = failure === null ? usageOf(body) : emptyUsage();
  const price = chosen && (await currentPrice(chosen.provider, chosen.model));
  const input = body.input
    .slice(0, keptTexts)
    .map((text): ChatTurn => ({ role: 'user', content: text.slice(0, keptChars) }));
  const detail = { texts: body.input.length, model: body.model };
  return {
    requestId,
    at,
    status: failure?.status ?? 'ok',
    httpStatus: failure?.httpStatus ?? 200,
    source: 'api',
    traffic: 'live',
    endpoint: { id: null, name: embeddings, config: null },
    assigned: null,
    served: chosen && {
      entity: body.model.slice(0, 63),
      model: `${chosen.provider} › ${chosen.model}`,
      version: null,
      alias: null,
      chainHash: '',
      provider: chosen.provider,
      providerModel: chosen.model,
    },
    routingRule: null,
    cache: 'off',
    shadow: null,
    knowledge: null,
    requester: {
      kind: caller.kind,
      userId: userIdOf(caller),
      name: caller.name,
      apiKeyId: caller.kind === 'api-key' ? caller.id : null,
    },
    conversationId: null,
    clientRequestId,
    input,
    inputs: {},
    requestDetail: body.user ? { user: body.user } : null,
    question: input[0]?.content ?? '',
    output: '',
    citations: [],
    checks: [],
    toolCalls: [],
    prompt: null,
    retrieved: null,
    spans: [{ name: 'embed', kind: 'stage', startMs: 0, endMs: elapsedMs, detail }],
    totalMs: elapsedMs,
    timeToFirstTokenMs: null,
    retrieveMs: null,
    generateMs: null,
    usage,
    cost: costOf(usage, price),
    error: failure && { code: failure.error.code, message: failure.error.message },
  };
}
