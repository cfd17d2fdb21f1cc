/** Any server that speaks OpenAI's chat completions, asked and read by ourselves: the path of most requests. */
import { type GenerateEvent, type GenerateRequest, type Provider, ProviderError } from '../contract.ts';
import { generateWithRetries } from '../transport/generate-with-retries.ts';
import { type ErrorContext, errorOfStatus, messageInText, streamCut } from '../transport/provider-errors.ts';
import { readBounded } from '../transport/read-bounded.ts';
import { defaultRetry, type RetryOptions } from '../transport/retry.ts';
import { buildBody } from './build-body.ts';
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

interface Target {
  url: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

export function createOpenAiCompatibleProvider(options: OpenAiCompatibleOptions): Provider {
  const { name, baseUrl, apiKey, fetch, now = Date.now } = options;
  const context: ErrorContext = { provider: name, apiKey, now };
  const retry = { ...defaultRetry, ...options.retry };
  const target: Target = {
    url: `${baseUrl.replace(/\/+$/, '')}/chat/completions`,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'slipway',
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
    },
    fetch,
  };
  return {
    name,
    generate(request) {
      const body = JSON.stringify(buildBody(request));
      return generateWithRetries(request, context, retry, (signal) =>
        attemptOnce(target, body, request, signal, context),
      );
    },
  };
}

async function* attemptOnce(
  { url, headers, fetch }: Target,
  body: string,
  request: GenerateRequest,
  signal: AbortSignal,
  context: ErrorContext,
): AsyncGenerator<GenerateEvent> {
  const response = await fetch(url, { method: 'POST', headers, body, signal });
  if (!response.ok) throw await refusal(response, context);
  assertEventStream(response, context);
  if (response.body === null) throw streamCut(context.provider);
  yield* readEvents(response.body, request, context);
}

async function refusal(response: Response, context: ErrorContext): Promise<ProviderError> {
  // The status says enough when the explanation breaks off.
  const body = await readBounded(response, context).catch(() => '');
  return errorOfStatus(response.status, Object.fromEntries(response.headers), messageInText(body), context);
}

/** A proxy's sign-in page, or a server that cannot stream. Unusual types of real streams (`text/plain`) pass. */
function assertEventStream(response: Response, { provider }: ErrorContext): void {
  const type = response.headers.get('content-type') ?? '';
  if (!/text\/html|application\/json/i.test(type)) return;
  void response.body?.cancel().catch(() => undefined);
  const what = /html/i.test(type) ? 'a web page' : 'a JSON document';
  throw new ProviderError(
    'bad_response',
    `The provider "${provider}" answered with ${what} instead of a stream. Check that its base URL ends in the API's version, like "/v1".`,
    { provider },
  );
}
