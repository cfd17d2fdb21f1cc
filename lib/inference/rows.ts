import { z } from 'zod';
import {
  chatTurnSchema,
  chunkHitSchema,
  citationSchema,
  sentenceCheckSchema,
  toolCallSchema,
} from '../chain/schemas.ts';
import { traceIdOf } from '../platform/trace-context.ts';
import type { FeedbackRow } from './feedback-store.ts';
import {
  type Feedback,
  feedbackSchema,
  type Inference,
  type InferenceSummary,
  inferenceSchema,
  inferenceSummarySchema,
  traceSpanSchema,
} from './schemas.ts';
import type { FullRow, ShadowRow, SummaryRow } from './store.ts';

export function toFeedback(row: FeedbackRow): Feedback {
  return feedbackSchema.parse({
    id: row.id,
    requester: { kind: row.requester_kind, id: row.requester_id, name: row.requester_name },
    thumb: row.thumb,
    stars: row.stars,
    reasons: row.reasons,
    comment: row.comment,
    correction: row.correction,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  });
}

function summaryFields(row: SummaryRow) {
  return {
    requestId: row.id,
    at: row.at.toISOString(),
    status: row.status,
    httpStatus: row.http_status,
    source: row.source,
    traffic: row.traffic,
    endpoint: row.endpoint_name,
    environment: row.environment,
    configNumber: row.config_number,
    intendedEntity: row.intended_entity,
    servedEntity: row.served_entity,
    unitKind: row.unit_kind,
    routingRule: row.routing_rule,
    cache: row.cache,
    shadowOf: row.shadow_of,
    shadowSimilarity: row.shadow_similarity,
    model: row.model_name,
    version: row.model_version,
    alias: row.alias,
    knowledge: row.knowledge_name,
    snapshot: row.knowledge_snapshot,
    requester: { kind: row.requester_kind, id: row.requester_id, name: row.requester_name },
    conversationId: row.conversation_id,
    question: row.question,
    output: row.output,
    totalMs: row.total_ms,
    timeToFirstTokenMs: row.time_to_first_token_ms,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cost: row.cost,
    thumb: row.thumb,
    stars: row.stars,
    errorCode: row.error_code,
    language: row.language,
    retrievalScore: row.retrieval_score,
    passages: row.passages,
    sentences: row.sentences,
    supportedSentences: row.supported_sentences,
    labels: row.labels,
    topic: row.topic,
    done: row.done,
  };
}

export function toSummary(row: SummaryRow): InferenceSummary {
  return inferenceSummarySchema.parse(summaryFields(row));
}

const outputDetailSchema = z
  .object({
    citations: z.array(citationSchema),
    checks: z.array(sentenceCheckSchema),
    toolCalls: z.array(toolCallSchema).default([]),
  })
  .nullable();

export function toInference(
  row: FullRow,
  feedback: readonly FeedbackRow[],
  shadows: readonly ShadowRow[],
): Inference {
  const detail = outputDetailSchema.parse(row.output_detail);
  return inferenceSchema.parse({
    ...summaryFields(row),
    clientRequestId: row.client_request_id,
    traceId: traceIdOf(row.trace_id ?? row.id),
    shadows: shadows.map((shadow) => ({
      requestId: shadow.id,
      entity: shadow.intended_entity,
      status: shadow.status,
      similarity: shadow.shadow_similarity,
    })),
    chainHash: row.chain_hash,
    provider: row.provider_name,
    providerModel: row.provider_model,
    input: z.array(chatTurnSchema).parse(row.input),
    inputs: row.inputs,
    prompt: z.array(chatTurnSchema).nullable().parse(row.prompt),
    retrieved: z.array(chunkHitSchema).nullable().parse(row.retrieved),
    citations: detail?.citations ?? [],
    checks: detail?.checks ?? [],
    toolCalls: detail?.toolCalls ?? [],
    requestDetail: row.request_detail,
    textRemovedAt: row.text_removed_at?.toISOString() ?? null,
    spans: z.array(traceSpanSchema).parse(row.spans),
    retrieveMs: row.retrieve_ms,
    generateMs: row.generate_ms,
    usage: {
      input: row.input_tokens,
      cachedInput: row.cached_input_tokens,
      cacheWrite: row.cache_write_tokens,
      output: row.output_tokens,
      reasoning: row.reasoning_tokens,
      source: row.usage_source,
    },
    errorMessage: row.error_message,
    feedback: feedback.map(toFeedback),
  });
}
