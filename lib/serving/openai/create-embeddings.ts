import { recordInference } from '../../inference/index.ts';
import { admit } from '../../limits/index.ts';
import { AppError } from '../../platform/errors.ts';
import { jsonResponse } from '../../platform/http/direct-response.ts';
import { log } from '../../platform/log.ts';
import { beginTrace, type RequestTrace, withTrace } from '../../platform/trace-context.ts';
import { type Failure, failureOf } from '../answer-errors.ts';
import type { LimitsAdmission } from '../answer-limits.ts';
import { assertNotDraining } from '../assert-not-draining.ts';
import { trackAnswer } from '../running-answers.ts';
import type { CompletionContext } from './answer-feed.ts';
import { type ChosenEmbedder, chooseEmbedder } from './choose-embedder.ts';
import { type EmbeddingRun, embeddingRecord, embeddings, usageOf } from './embeddings-record.ts';
import type { EmbeddingsRequest } from './embeddings-schema.ts';
import { embeddingAtMost, embeddingSettlement } from './embeddings-usage.ts';
import { failureResponse } from './errors.ts';
import { servedHeaders } from './served-headers.ts';

interface Embedded {
  run: EmbeddingRun;
  vectors: readonly Float32Array[];
}

/** `POST /v1/embeddings`: unit vectors, one for each text, acknowledged when the call's row is durable. */
export async function createEmbeddings(
  body: EmbeddingsRequest,
  context: CompletionContext,
): Promise<Response> {
  assertNotDraining();
  const stopper = new AbortController();
  const trace = { ...beginTrace(context.requestId), stage: 'embed' };
  const done = withTrace(trace, () =>
    embedAndRecord(body, context, trace, AbortSignal.any([context.signal, stopper.signal])),
  );
  trackAnswer(context.requestId, done, () => stopper.abort());
  const { run, vectors } = await done;
  if (run.failure !== null) return failureResponse(run.failure, context.requestId);
  return jsonResponse(responseBody(body, vectors), {
    headers: {
      'cache-control': 'no-store',
      ...servedHeaders(context.requestId, { entity: null, version: null }),
    },
  });
}

async function embedAndRecord(
  body: EmbeddingsRequest,
  context: CompletionContext,
  trace: RequestTrace,
  signal: AbortSignal,
): Promise<Embedded> {
  const at = new Date();
  const started = performance.now();
  let chosen: ChosenEmbedder | null = null;
  let failure: Failure | null = null;
  let vectors: readonly Float32Array[] = [];
  let limits: LimitsAdmission | null = null;
  try {
    chosen = await chooseEmbedder(context.caller, body.model, body.dimensions ?? null);
    limits = await admitted(body, context, chosen);
    vectors = await chosen.embedder.embed(body.input, signal);
    assertLength(vectors, body.dimensions ?? null);
  } catch (error) {
    failure = failureOf(error, context.requestId, signal.aborted);
  }
  const run = { at, elapsedMs: performance.now() - started, chosen, failure };
  try {
    const record = { ...(await embeddingRecord(body, context, run)), trace };
    const settlement = await embeddingSettlement(record, context.caller, limits?.reservation ?? null);
    await recordInference(record, settlement);
  } catch (error) {
    log.error('embeddings could not be recorded', { requestId: context.requestId, error });
    throw new AppError(
      'unavailable',
      'The call could not be written to the log, so it does not count. Try again in a moment.',
      { reason: 'not_recorded', cause: error },
    );
  } finally {
    limits?.settle({ inputTokens: failure === null ? usageOf(body).input : 0, outputTokens: 0 });
  }
  return { run, vectors };
}

/** Throws the refusal. */
async function admitted(
  body: EmbeddingsRequest,
  { caller, requestId }: CompletionContext,
  chosen: ChosenEmbedder,
): Promise<LimitsAdmission> {
  const admission = await admit({
    requestId,
    caller,
    endpoint: embeddings,
    tag: null,
    inputTokens: () => usageOf(body).input,
    maxOutputTokens: 0,
    atMost: () => embeddingAtMost(body, chosen),
  });
  if (admission.refusal !== null) throw admission.refusal;
  return admission;
}

/** A knowledge base's embedder has the dimensions of its index. */
function assertLength(vectors: readonly Float32Array[], asked: number | null): void {
  const length = vectors[0]?.length;
  if (asked === null || length === undefined || length === asked) return;
  const message = `This model gives ${length} dimensions here, not ${asked}. Leave dimensions out.`;
  throw new AppError('invalid', message, { issues: [{ path: 'dimensions', message }] });
}

function responseBody(body: EmbeddingsRequest, vectors: readonly Float32Array[]) {
  const encode = body.encoding_format === 'base64' ? base64Of : (vector: Float32Array) => [...vector];
  const { input } = usageOf(body);
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encode(vector) })),
    model: body.model,
    usage: { prompt_tokens: input, total_tokens: input },
  };
}

/** 32-bit floats, the least significant byte first, as OpenAI's clients read them. */
function base64Of(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}
