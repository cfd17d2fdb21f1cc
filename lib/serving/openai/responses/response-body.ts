import type { AnswerOutcome } from '../../answer-contract.ts';
import { extras } from '../completion-body.ts';
import { failedAnswerError } from '../errors.ts';
import { outputOf } from './output-items.ts';
import type { ResponseRequest } from './request-schema.ts';

export interface ResponseIdentity {
  requestId: string;
  /** Unix seconds. */
  created: number;
  /** Told back in every answer, as OpenAI does. */
  request: ResponseRequest;
}

function told(request: ResponseRequest) {
  return {
    model: request.model,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    metadata: request.metadata ?? {},
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    temperature: request.temperature ?? null,
    top_p: request.top_p ?? null,
    text: { format: request.text?.format ?? { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: (request.tools ?? []).map((tool) => ({
      ...tool,
      parameters: tool.parameters ?? null,
      strict: tool.strict ?? null,
    })),
    user: request.user ?? null,
  };
}

const nothingKept = { background: false, previous_response_id: null, store: false, truncation: 'disabled' };

/** An answer that has not ended. */
export function openBody({ requestId, created, request }: ResponseIdentity) {
  return {
    id: `resp_${requestId}`,
    object: 'response',
    created_at: created,
    completed_at: null as number | null,
    status: 'in_progress' as 'in_progress' | ResponseStatus,
    error: null as ReturnType<typeof errorBody>,
    incomplete_details: null as { reason: string } | null,
    ...told(request),
    ...nothingKept,
    reasoning: { effort: null, summary: null },
    output: [] as ReturnType<typeof outputOf>,
    usage: null as ReturnType<typeof usageBody> | null,
  };
}

export type ResponseStatus = 'completed' | 'incomplete' | 'failed';

const incompleteReasons: Readonly<Record<string, string>> = {
  length: 'max_output_tokens',
  'content-filter': 'content_filter',
};

/** Null for an answer that is whole. */
function incompleteReasonOf({ finishReason }: AnswerOutcome): string | null {
  return finishReason === null ? null : (incompleteReasons[finishReason] ?? null);
}

export function statusOf(outcome: AnswerOutcome): ResponseStatus {
  if (outcome.detail.error !== null) return 'failed';
  return incompleteReasonOf(outcome) === null ? 'completed' : 'incomplete';
}

/** OpenAI's list of codes is closed. */
function errorBody(outcome: AnswerOutcome): { code: string; message: string } | null {
  if (outcome.detail.error === null) return null;
  const { message } = failedAnswerError(outcome).error;
  if (outcome.httpStatus === 429) return { code: 'rate_limit_exceeded', message };
  return { code: outcome.httpStatus < 500 ? 'invalid_prompt' : 'server_error', message };
}

function usageBody(outcome: AnswerOutcome) {
  return {
    input_tokens: outcome.inputTokens,
    input_tokens_details: { cached_tokens: outcome.cachedInputTokens },
    output_tokens: outcome.outputTokens,
    output_tokens_details: { reasoning_tokens: outcome.reasoningTokens },
    total_tokens: outcome.inputTokens + outcome.outputTokens,
  };
}

export function endedBody(identity: ResponseIdentity, outcome: AnswerOutcome) {
  const status = statusOf(outcome);
  const reason = status === 'incomplete' ? incompleteReasonOf(outcome) : null;
  return {
    ...openBody(identity),
    status,
    completed_at: status === 'completed' ? Math.floor(Date.now() / 1000) : null,
    error: errorBody(outcome),
    incomplete_details: reason === null ? null : { reason },
    output: outputOf(outcome, status === 'completed' ? 'completed' : 'incomplete'),
    usage: usageBody(outcome),
    ...extras(outcome),
  };
}
