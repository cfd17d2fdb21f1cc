/**
 * Cuts a text that arrives in pieces where no personal data can lie across the cut. Where it cuts depends on the text
 * alone, never on the pieces, so screening a stream gives what screening the whole gives.
 */

/** Scripts without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff01-\uff0f]/u;
/** What is looked at of a text without a place to cut: the longest address (320) and half as much again. */
export const windowChars = 520;
/** Groups of an IBAN have four characters; a longer word without a digit ends a number. */
const groupChars = 5;

/** Length of the first segment of `held`; null while more text is needed to tell. Windows without a cut give null too. */
export function firstCut(held: string): number | null {
  const window = held.slice(0, windowChars);
  let tokenStart = 0;
  for (let at = 0; at < window.length; at++) {
    const char = window.charAt(at);
    if (char === '\n' || char === '\r') return at + 1;
    if (/\s/u.test(char)) {
      const cut = cutAtSpace(window, tokenStart, at);
      if (cut === 'undecided') return null;
      if (cut !== null) return cut;
      while (/[^\S\r\n]/u.test(window.charAt(at + 1))) at++;
      tokenStart = at + 1;
    } else if (unspaced.test(char)) {
      if (at + 1 >= window.length) return null;
      const plain = !window.slice(tokenStart, at).includes('@');
      if (plain && unspaced.test(window.charAt(at + 1))) return at + 1;
    }
  }
  return null;
}

/** Null when a number may go on behind the space. */
function cutAtSpace(window: string, tokenStart: number, space: number): number | 'undecided' | null {
  const token = window.slice(tokenStart, space);
  const hasDigit = /\d/u.test(token);
  const isShort = token.replaceAll(/[^\p{L}\p{N}]/gu, '').length < groupChars;
  if (!hasDigit && !isShort) return space + 1;
  let next = space + 1;
  while (next < space + 3 && /[^\S\r\n]/u.test(window.charAt(next))) next++;
  if (next === space + 3) return next;
  const first = window.charAt(next);
  if (first === '') return 'undecided';
  if (!hasDigit) return /\d/u.test(first) ? null : space + 1;
  if (/[^\p{L}\s]/u.test(first)) return null;
  const group = /^\S{0,5}/u.exec(window.slice(next))?.[0] ?? '';
  if (/\d/u.test(group)) return null;
  if (group.length === groupChars) return space + 1;
  return next + group.length < window.length ? null : 'undecided';
}
