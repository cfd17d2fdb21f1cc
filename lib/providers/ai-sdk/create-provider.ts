/** From a language model of the AI SDK's specification (`doStream`) to our `Provider`. */
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
  return {
    name: options.name,
    generate: (request) =>
      generateWithRetries(request, context, retry, (signal) =>
        attemptOnce(options.sdk, request, signal, context),
      ),
  };
}

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
