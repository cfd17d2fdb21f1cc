/** Any server that speaks OpenAI's chat completions, through the AI SDK's model specification (`doStream`). */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createSdkProvider } from '../ai-sdk/create-provider.ts';
import type { Provider } from '../contract.ts';
import { normaliseUsage } from '../transport/normalise-usage.ts';
import type { RetryOptions } from '../transport/retry.ts';

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
    supportsStructuredOutputs: true,
  });
  return createSdkProvider({
    ...options,
    sdk: {
      model: (name) => sdk.chatModel(name),
      embedding: null,
      // Strict schemas are OpenAI's own restriction of JSON Schema; a caller's schema passes as it is.
      options: { openaiCompatible: { strictJsonSchema: false } },
      readUsage: ({ raw }) => normaliseUsage(raw),
    },
  });
}
