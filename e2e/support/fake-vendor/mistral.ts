import { chatCompletions } from './chat-completions.ts';

/** docs.mistral.ai, "Chat completion": usage comes with the last chunk, cached input counts inside the prompt. */
export const mistral = chatCompletions({
  authorised: ({ headers }, key) => headers.authorization === `Bearer ${key}`,
  chatPath: /^\/v1\/chat\/completions$/,
  embeddingPath: /^\/v1\/embeddings$/,
  usage: ({ input, cachedInput, cacheWrite, output, reasoning }) => ({
    prompt_tokens: input + cachedInput + cacheWrite,
    completion_tokens: output + reasoning,
    total_tokens: input + cachedInput + cacheWrite + output + reasoning,
    prompt_tokens_details: { cached_tokens: cachedInput },
  }),
  usageApart: false,
  error: (_status, message) => ({
    object: 'error',
    message,
    type: 'invalid_request_error',
    param: null,
    code: '1000',
  }),
});
