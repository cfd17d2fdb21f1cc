/** From a language model of the AI SDK's specification (`doStream`) to our `Provider`. */
import type { LanguageModelV4 } from '@ai-sdk/provider';
import { type GenerateEvent, type GenerateRequest, type Provider, ProviderError } from '../contract.ts';
import { generateWithRetries } from '../transport/generate-with-retries.ts';
import type { ErrorContext } from '../transport/provider-errors.ts';
import { defaultRetry, type RetryOptions } from '../transport/retry.ts';
import { callOptions } from './call-options.ts';
import { readEvents } from './read-events.ts';
import type { OpenedSdk } from './sdk.ts';

export interface SdkProviderOptions {
  name: string;
  /** Blanked in messages. */
  apiKey: string | null;
  sdk: OpenedSdk;
  retry?: Partial<RetryOptions>;
  /** Milliseconds since 1970, for `retry-after` dates. */
  now?: () => number;
}

export function createSdkProvider(options: SdkProviderOptions): Provider {
  const context: ErrorContext = {
    provider: options.name,
    apiKey: options.apiKey,
    now: options.now ?? Date.now,
  };
  const retry = { ...defaultRetry, ...options.retry };
  const sdk = { ...options.sdk, model: keptModels(options.sdk) };
  return {
    name: options.name,
    generate: (request) =>
      generateWithRetries(request, context, retry, (signal) => attemptOnce(sdk, request, signal, context)),
  };
}

/** A model builds and compiles the schemas of its answers: once for each name, not once for each request. */
function keptModels(sdk: OpenedSdk): OpenedSdk['model'] {
  const known = new Map<string, LanguageModelV4>();
  return (name) => {
    const model = known.get(name) ?? sdk.model(name);
    known.set(name, model);
    return model;
  };
}

/** Given as the reason: an exception of its own for each request would have to write down its stack. */
const over = new Error('The call is over.');

async function* attemptOnce(
  sdk: OpenedSdk,
  request: GenerateRequest,
  signal: AbortSignal,
  context: ErrorContext,
): AsyncGenerator<GenerateEvent> {
  // Leaving early (a client that stopped, an error event) closes the provider's connection.
  const leaving = new AbortController();
  try {
    const { stream, response } = await sdk
      .model(request.model)
      .doStream(callOptions(request, AbortSignal.any([signal, leaving.signal]), sdk.options));
    assertEventStream(response?.headers, context);
    yield* readEvents(stream, request, context, sdk.readUsage);
  } finally {
    leaving.abort(over);
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
