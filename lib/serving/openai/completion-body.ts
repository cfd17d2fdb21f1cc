import type { Citation, SentenceCheck, ToolCall } from '../../chain/schemas.ts';
import type { AnswerOutcome } from '../answer-contract.ts';

export interface CompletionIdentity {
  requestId: string;
  /** Endpoint name, echoed as `model`. */
  endpoint: string;
  /** Unix seconds. */
  created: number;
}

function citationBody(citation: Citation) {
  return {
    marker: citation.marker,
    chunk_id: citation.chunkId,
    document_id: citation.documentId,
    revision_id: citation.revisionId,
    document_name: citation.documentName,
    document_title: citation.documentTitle,
    heading_path: citation.headingPath,
    page: citation.page,
    text: citation.text,
    score: citation.score,
  };
}

function checkBody(check: SentenceCheck) {
  return { start: check.start, end: check.end, markers: check.markers, support: check.support };
}

/** What Slipway adds to OpenAI's shape. */
export function extras(outcome: AnswerOutcome) {
  return {
    citations: outcome.detail.citations.map(citationBody),
    slipway: {
      request_id: outcome.requestId,
      status: outcome.status,
      model: outcome.detail.model,
      version: outcome.detail.version,
      entity: outcome.entity,
      cache: outcome.cache,
      ...(outcome.detail.guardrails && { guardrails: outcome.detail.guardrails }),
      checks: outcome.detail.checks.map(checkBody),
    },
  };
}

export function usageBody(outcome: AnswerOutcome) {
  return {
    prompt_tokens: outcome.inputTokens,
    completion_tokens: outcome.outputTokens,
    total_tokens: outcome.inputTokens + outcome.outputTokens,
  };
}

export type OpenAiFinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls';

export function finishReasonOf(outcome: AnswerOutcome): OpenAiFinishReason {
  if (outcome.finishReason === 'length') return 'length';
  if (outcome.finishReason === 'tool-calls') return 'tool_calls';
  return outcome.finishReason === 'content-filter' ? 'content_filter' : 'stop';
}

export function toolCallBody({ id, name, arguments: given }: ToolCall) {
  return { id, type: 'function', function: { name, arguments: given } };
}

function messageBody({ text, toolCalls }: AnswerOutcome) {
  const content = text === '' && toolCalls.length > 0 ? null : text;
  return {
    role: 'assistant',
    content,
    refusal: null,
    ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toolCallBody) }),
  };
}

export function completionBody(identity: CompletionIdentity, outcome: AnswerOutcome) {
  return {
    id: `chatcmpl-${identity.requestId}`,
    object: 'chat.completion',
    created: identity.created,
    model: identity.endpoint,
    choices: [
      {
        index: 0,
        message: messageBody(outcome),
        logprobs: null,
        finish_reason: finishReasonOf(outcome),
      },
    ],
    usage: usageBody(outcome),
    ...extras(outcome),
  };
}

export function chunkBody(
  identity: CompletionIdentity,
  choice: { delta: Record<string, unknown>; finish_reason: string | null } | null,
  more: Record<string, unknown> = {},
) {
  return {
    id: `chatcmpl-${identity.requestId}`,
    object: 'chat.completion.chunk',
    created: identity.created,
    model: identity.endpoint,
    choices: choice === null ? [] : [{ index: 0, logprobs: null, ...choice }],
    ...more,
  };
}
