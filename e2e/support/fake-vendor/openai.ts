import { chatCompletions } from './chat-completions.ts';
import type { SpentTokens } from './protocol.ts';

/** Cached input and cache writes count inside the prompt, reasoning inside the completion. */
export function openAiUsage({ input, cachedInput, cacheWrite, output, reasoning }: SpentTokens): object {
  const prompt = input + cachedInput + cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: output + reasoning,
    total_tokens: prompt + output + reasoning,
    prompt_tokens_details: { cached_tokens: cachedInput, cache_write_tokens: cacheWrite },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

export function openAiError(status: number, message: string): object {
  return {
    error: { message, type: status === 429 ? 'requests' : 'invalid_request_error', param: null, code: null },
  };
}

export const openAi = chatCompletions({
  authorised: ({ headers }, key) => headers.authorization === `Bearer ${key}`,
  chatPath: /^\/v1\/chat\/completions$/,
  embeddingPath: /^\/v1\/embeddings$/,
  usage: openAiUsage,
  usageApart: true,
  error: openAiError,
});
