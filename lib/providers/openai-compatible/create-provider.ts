/** Any server that speaks OpenAI's chat completions, through the AI SDK's model specification (`doStream`). */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { ChatTurn } from '../../chain/schemas.ts';
import { type GenerateEvent, type GenerateRequest, type Provider, ProviderError } from '../contract.ts';
import { generateWithRetries } from '../transport/generate-with-retries.ts';
import type { ErrorContext } from '../transport/provider-errors.ts';
import { defaultRetry, type RetryOptions } from '../transport/retry.ts';
import { readEvents } from './read-events.ts';

export interface OpenAiCompatibleOptions {
  name: string;
  /** Up to and including the version, e.g. `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Null for servers that need none. */
  apiKey: string | null;
  fetch: typeof fetch;
  retry?: Partial<RetryOptions>;
  /** Milliseconds since 1970, for `retry-after` dates. */
  now?: () => number;
}

export function createOpenAiCompatibleProvider(options: OpenAiCompatibleOptions): Provider {
  const sdk = createOpenAICompatible({
    name: options.name,
    baseURL: options.baseUrl.replace(/\/+$/, ''),
    ...(options.apiKey !== null && { apiKey: options.apiKey }),
    fetch: options.fetch,
    includeUsage: true,
  });
  const context: ErrorContext = {
    provider: options.name,
    apiKey: options.apiKey,
    now: options.now ?? Date.now,
  };
  const retry = { ...defaultRetry, ...options.retry };
  return {
    name: options.name,
    generate: (request) =>
      generateWithRetries(request, context, retry, (signal) =>
        attemptOnce(sdk.chatModel(request.model), request, signal, context),
      ),
  };
}

async function* attemptOnce(
  model: LanguageModelV4,
  request: GenerateRequest,
  signal: AbortSignal,
  context: ErrorContext,
): AsyncGenerator<GenerateEvent> {
  // Leaving early (a client that stopped, an error event) closes the provider's connection.
  const leaving = new AbortController();
  try {
    const { stream, response } = await model.doStream(
      callOptions(request, AbortSignal.any([signal, leaving.signal])),
    );
    assertEventStream(response?.headers, context);
    yield* readEvents(stream, request, context);
  } finally {
    leaving.abort();
  }
}

/** A proxy's sign-in page, or a server that cannot stream. Unusual types of real streams (`text/plain`) pass. */
function assertEventStream(headers: Record<string, string> | undefined, { provider }: ErrorContext): void {
  const type = headers?.['content-type'] ?? '';
  if (!/text\/html|application\/json/i.test(type)) return;
  const what = /html/i.test(type) ? 'a web page' : 'a JSON document';
  throw new ProviderError(
    'bad_response',
    `The provider "${provider}" answered with ${what} instead of a stream. Check that its base URL ends in the API's version, like "/v1".`,
    { provider },
  );
}

function callOptions(
  { turns, parameters }: GenerateRequest,
  signal: AbortSignal,
): LanguageModelV4CallOptions {
  const { temperature, topP, maxOutputTokens, seed, stop } = parameters;
  return {
    prompt: turns.map(toPrompt),
    abortSignal: signal,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stopSequences: stop }),
  };
}

function toPrompt({ role, content }: ChatTurn): LanguageModelV4Prompt[number] {
  if (role === 'system') return { role, content };
  return { role, content: [{ type: 'text', text: content }] };
}
