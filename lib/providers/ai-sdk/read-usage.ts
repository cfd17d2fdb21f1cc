import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { Usage } from '../schemas.ts';

/** Ten times the longest context sold today; whoever reports more is mistaken. */
export const maxTokensOfCall = 20_000_000;

/** A whole number of tokens that a call can have. */
function isTokenCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= maxTokensOfCall;
}

/**
 * Tokens by class that never overlap. The AI SDK has already split each vendor's own convention, which are:
 *
 * - Anthropic: `input_tokens` excludes cache reads and writes, `output_tokens` includes thinking
 *   (docs.anthropic.com, "Prompt caching", "Tracking cache performance").
 * - Gemini: `promptTokenCount` includes `cachedContentTokenCount`, `candidatesTokenCount` excludes `thoughtsTokenCount`
 *   (ai.google.dev, `UsageMetadata`).
 * - Bedrock: `inputTokens` excludes `cacheReadInputTokens` and `cacheWriteInputTokens`; reasoning stays inside
 *   `outputTokens`, undivided (docs.aws.amazon.com, Converse API, `TokenUsage`).
 * - Mistral: `prompt_tokens` includes cached ones (docs.mistral.ai, "Chat completion").
 * - Cohere: `usage.tokens` knows neither cache nor reasoning (docs.cohere.com, "Chat with streaming", v2).
 *
 * Null when nothing was reported, or when a count cannot be true (negative, not whole, absurd, more cached than sent):
 * whoever lies about one is not believed about the others, and the caller estimates.
 */
export function readSdkUsage({ inputTokens, outputTokens }: LanguageModelV4Usage): Usage | null {
  const cachedInput = inputTokens.cacheRead ?? 0;
  const cacheWrite = inputTokens.cacheWrite ?? 0;
  const reasoning = outputTokens.reasoning ?? 0;
  const input = inputTokens.noCache ?? less(inputTokens.total, cachedInput + cacheWrite);
  const output = outputTokens.text ?? less(outputTokens.total, reasoning);
  if (input === undefined && output === undefined) return null;
  const claims = { input: input ?? 0, cachedInput, cacheWrite, output: output ?? 0, reasoning };
  const counts = Object.values(claims);
  // No prompt is empty: some vendors' streams, read without their usage, count nothing at all.
  const counted = counts.some((count) => count !== 0);
  return counted && counts.every(isTokenCount) ? { ...claims, source: 'provider' } : null;
}

function less(total: number | undefined, part: number): number | undefined {
  return total === undefined ? undefined : total - part;
}
