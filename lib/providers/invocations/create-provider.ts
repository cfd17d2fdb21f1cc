/** A server that speaks MLflow's or Databricks' `/invocations`: one POST, one JSON answer. */
import { type GenerateEvent, type GenerateRequest, type Provider, ProviderError } from '../contract.ts';
import { estimateUsage } from '../estimate-usage.ts';
import { refuseForcedTools } from '../refuse-forced-tools.ts';
import type { InvocationPayload } from '../schemas.ts';
import { generateWithRetries } from '../transport/generate-with-retries.ts';
import { normaliseUsage } from '../transport/normalise-usage.ts';
import {
  type ErrorContext,
  errorInBody,
  errorOfStatus,
  messageInText,
} from '../transport/provider-errors.ts';
import { readBounded } from '../transport/read-bounded.ts';
import { defaultRetry, type RetryOptions } from '../transport/retry.ts';
import { buildBody } from './build-body.ts';
import { readAnswer } from './read-answer.ts';

export interface InvocationsOptions {
  name: string;
  /** The whole address, e.g. `https://host/serving-endpoints/assistant/invocations`. */
  baseUrl: string;
  payload: InvocationPayload;
  /** Null for servers that need none. */
  apiKey: string | null;
  fetch: typeof fetch;
  retry?: Partial<RetryOptions>;
  /** Milliseconds since 1970, for `retry-after` dates. */
  now?: () => number;
}

export function createInvocationsProvider(options: InvocationsOptions): Provider {
  const context: ErrorContext = {
    provider: options.name,
    apiKey: options.apiKey,
    now: options.now ?? Date.now,
  };
  const retry = { ...defaultRetry, ...options.retry };
  return {
    name: options.name,
    generate: (request) =>
      generateWithRetries(request, context, retry, (signal) => callOnce(options, request, context, signal)),
  };
}

async function* callOnce(
  { baseUrl, payload, apiKey, fetch }: InvocationsOptions,
  request: GenerateRequest,
  context: ErrorContext,
  signal: AbortSignal,
): AsyncGenerator<GenerateEvent> {
  refuseForcedTools(request, context.provider);
  const response = await fetch(baseUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(buildBody(payload, request)),
    signal,
  });
  const body = await readBounded(response, context);
  if (!response.ok) {
    throw errorOfStatus(response.status, Object.fromEntries(response.headers), messageInText(body), context);
  }
  yield* eventsOf(JSON.parse(body), request, context);
}

function* eventsOf(body: unknown, request: GenerateRequest, context: ErrorContext): Generator<GenerateEvent> {
  const told = errorInBody(body, context);
  if (told !== null) throw told;
  const answer = readAnswer(body);
  if (answer === null) throw noText(context);
  const { text, reason, usage } = answer;
  if (text !== '') yield { type: 'delta', text };
  const prompt = request.turns.map((turn) => turn.content).join('\n');
  yield { type: 'finish', reason, usage: normaliseUsage(usage) ?? estimateUsage(prompt, text) };
}

function noText({ provider }: ErrorContext): ProviderError {
  return new ProviderError(
    'bad_response',
    `The provider "${provider}" answered without a text. Expected are "choices", or "predictions" that hold a text or objects with one, like {"content": "…"}.`,
    { provider },
  );
}
