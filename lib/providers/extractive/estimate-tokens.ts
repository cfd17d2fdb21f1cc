const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Tokens a text would cost a common tokenizer: one for four letters, or for one and a half Han characters. */
export function estimateTokens(text: string): number {
  const denseCount = text.match(dense)?.length ?? 0;
  return Math.ceil((text.length - denseCount) / 4 + denseCount / 1.5);
}
