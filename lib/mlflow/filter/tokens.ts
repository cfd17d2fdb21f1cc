import { invalidParameter } from '../errors.ts';

export type Token =
  | { kind: 'word'; text: string; at: number }
  /** In single or double quotes or backticks; a quote inside stands twice. */
  | { kind: 'quoted'; text: string; quote: string; at: number }
  | { kind: 'sign'; text: string; at: number };

const spaces = /\s+/y;
const signs = /!=|<>|<=|>=|[=<>(),]/y;
const words = /[^\s=!<>'"`(),]+/y;
const quotes = /'((?:[^']|'')*)'|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`/y;

/** Cuts a filter or an order into tokens; `at` counts characters from 0. Throws `invalid`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token.token !== null) tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): { token: Token | null; end: number } {
  const blank = matchAt(spaces, text, at);
  if (blank !== null) return { token: null, end: at + blank.length };
  const sign = matchAt(signs, text, at);
  if (sign !== null) return { token: { kind: 'sign', text: sign, at }, end: at + sign.length };
  const quoted = matchAt(quotes, text, at);
  if (quoted !== null) {
    const quote = quoted.slice(0, 1);
    const inside = quoted.slice(1, -1).replaceAll(quote + quote, quote);
    return { token: { kind: 'quoted', text: inside, quote, at }, end: at + quoted.length };
  }
  const word = matchAt(words, text, at);
  if (word !== null) return { token: { kind: 'word', text: word, at }, end: at + word.length };
  const found = text.slice(at, at + 1);
  throw invalidParameter(
    /['"`]/.test(found)
      ? `The quote ${found} at character ${at + 1} is never closed.`
      : `Cannot read "${found}" at character ${at + 1}.`,
  );
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
