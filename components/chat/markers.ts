/**
 * Where citation markers and sentence verdicts stand in an answer. The text is Markdown, so verdicts (offsets into the
 * source) travel through the Markdown parser as private-use characters and are taken out of the parsed text again.
 */
import type { SentenceCheck } from '#lib/chain/schemas.ts';

/** A verdict begins; one character of the second range follows with its index. */
const begin = '\uE000';
const end = '\uE001';
const indexBase = 0xe100;
const mostChecks = 0xf8ff - indexBase;
const reserved = /[\uE000-\uF8FF]/g;

export type AnswerPart =
  | { kind: 'text'; text: string; check: number | null }
  | { kind: 'marker'; marker: number; check: number | null }
  /** The end of the sentence that verdict `check` is about. */
  | { kind: 'verdict'; check: number };

/** Puts signs around the sentences that are not fully supported. Other sentences stay as they are. */
export function withVerdictSigns(text: string, checks: readonly SentenceCheck[]): string {
  const clean = text.replace(reserved, '\uFFFD');
  const doubtful = checks
    .map((check, index) => ({ ...check, index }))
    .filter((check) => check.support !== 'supported' && check.index < mostChecks && check.end <= clean.length)
    .sort((a, b) => a.start - b.start);
  let result = '';
  let done = 0;
  for (const check of doubtful) {
    const sentence = clean.slice(check.start, check.end);
    const start = check.start + opening(sentence);
    const stop = check.start + beforeClosing(sentence);
    if (start < done || stop <= start) continue;
    result += `${clean.slice(done, start)}${begin}${String.fromCharCode(indexBase + check.index)}${clean.slice(start, stop)}${end}`;
    done = stop;
  }
  return result + clean.slice(done);
}

const blockStart = /^\s*(?:(?:[-*+]|\d+[.)]|#{1,6}|>|\[[ xX]\])\s+|\|\s*)*[*_]*/;

/**
 * Length of what makes a line a heading, list item, quote or table row, or opens emphasis. A sign before it would change
 * the Markdown: a row would gain a cell, and `**` beside a sign and a full stop is no emphasis any more.
 */
function opening(sentence: string): number {
  return blockStart.exec(sentence)?.[0].length ?? 0;
}

/** Length without what closes emphasis or a table row. */
function beforeClosing(sentence: string): number {
  return sentence.replace(/[\s*_|]+$/, '').length;
}

const piece = /\[(\d{1,3})\]|\uE000([\uE100-\uF8FF])|\uE001/g;

/** Splits parsed text. `open` is the verdict still open from the text before; hand the returned one to the next call. */
export function splitAnswerText(
  text: string,
  open: number | null,
): { parts: AnswerPart[]; open: number | null } {
  const parts: AnswerPart[] = [];
  let check = open;
  let done = 0;
  const flush = (until: number) => {
    if (until > done) parts.push({ kind: 'text', text: text.slice(done, until), check });
  };
  for (const match of text.matchAll(piece)) {
    flush(match.index);
    done = match.index + match[0].length;
    if (match[1] !== undefined) parts.push({ kind: 'marker', marker: Number(match[1]), check });
    else if (match[2] !== undefined) check = match[2].charCodeAt(0) - indexBase;
    else if (check !== null) {
      parts.push({ kind: 'verdict', check });
      check = null;
    }
  }
  flush(text.length);
  return { parts, open: check };
}

/** The text as a person would paste it: without signs, markers kept. */
export function withoutSigns(text: string): string {
  return text.replace(/\uE000[\uE100-\uF8FF]|\uE001/g, '');
}
