import { z } from 'zod';
import { maxTokensOfCall } from '../ai-sdk/read-usage.ts';
import type { Usage } from '../schemas.ts';

const count = z.number().int().min(0).max(maxTokensOfCall).nullish();
const reportedSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
});

/**
 * Tokens by class that never overlap, from the `usage` object as the server sent it. OpenAI counts cached input inside
 * `prompt_tokens` and reasoning inside `completion_tokens`; servers that keep reasoning apart give themselves away by
 * their total. Null when the provider reported nothing, or a count that cannot be true (negative, not whole, absurd).
 */
export function normaliseUsage(raw: unknown): Usage | null {
  const reported = reportedSchema.safeParse(raw);
  if (!reported.success) return null;
  const { prompt_tokens, completion_tokens, total_tokens, prompt_tokens_details, completion_tokens_details } =
    reported.data;
  if (prompt_tokens == null && completion_tokens == null) return null;
  const prompt = prompt_tokens ?? 0;
  const completion = completion_tokens ?? 0;
  const cachedInput = Math.min(prompt_tokens_details?.cached_tokens ?? 0, prompt);
  const cacheWrite = Math.min(prompt_tokens_details?.cache_write_tokens ?? 0, prompt - cachedInput);
  const thought = completion_tokens_details?.reasoning_tokens ?? 0;
  const keptApart = thought > 0 && total_tokens === prompt + completion + thought;
  const reasoning = keptApart ? thought : Math.min(thought, completion);
  return {
    input: prompt - cachedInput - cacheWrite,
    cachedInput,
    cacheWrite,
    output: keptApart ? completion : completion - reasoning,
    reasoning,
    source: 'provider',
  };
}
