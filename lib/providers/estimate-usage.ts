import type { Usage } from './schemas.ts';

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const otherThanLatin = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu;

/**
 * Tokens a text would cost a common byte-pair tokenizer, by script: four Latin letters, two letters of other alphabets,
 * or one Chinese, Japanese or Korean character to a token. A guess to within a third or so; never a bill.
 */
export function estimateTokens(text: string): number {
  const denseCount = text.match(dense)?.length ?? 0;
  const otherCount = (text.match(otherThanLatin)?.length ?? 0) - denseCount;
  return Math.ceil(denseCount + otherCount / 2 + Math.max(0, text.length - denseCount - otherCount) / 4);
}

export function emptyUsage(): Usage {
  return { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0, source: 'estimated' };
}

/** For calls whose provider reports nothing: cut streams, and servers that send no usage. */
export function estimateUsage(prompt: string, output: string): Usage {
  return { ...emptyUsage(), input: estimateTokens(prompt), output: estimateTokens(output) };
}
