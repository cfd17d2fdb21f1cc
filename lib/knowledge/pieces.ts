import { type Span, sentenceSpans } from '../text/index.ts';
import type { Block } from './schemas.ts';

/** A part of a block's text; a chunk is made of pieces. */
export interface Piece extends Span {
  block: Block;
}

/** Kinds of blocks whose lines belong together closely. */
const tight = new Set(['list-item', 'table-row', 'code']);

/**
 * Cuts a block into pieces of at most `limit` characters.
 * @param fine every sentence becomes a piece; otherwise a block that fits stays whole.
 */
export function piecesOf(block: Block, limit: number, fine: boolean, language: string | null): Piece[] {
  const whole = trimmed(block, { start: 0, end: block.text.length });
  if (!fine && whole.end - whole.start <= limit) return [whole];
  return sentenceSpans(block.text, language)
    .map((span) => trimmed(block, span))
    .filter((piece) => piece.end > piece.start)
    .flatMap((piece) => hardSplit(piece, limit));
}

/** The text of consecutive pieces: parts of one block run on, list items and rows take a line each. */
export function textOf(pieces: readonly Piece[]): string {
  let text = '';
  let last: Piece | undefined;
  for (const piece of pieces) {
    if (last !== undefined) text += separator(last, piece);
    text += piece.block.text.slice(piece.start, piece.end);
    last = piece;
  }
  return text;
}

/** Characters by which `next` makes the text of pieces that end with `last` longer. */
export function addedLength(last: Piece | undefined, next: Piece): number {
  const between = last === undefined ? 0 : separator(last, next).length;
  return between + next.end - next.start;
}

function separator(last: Piece, next: Piece): string {
  if (last.block === next.block) return next.block.text.slice(last.end, next.start);
  return tight.has(last.block.kind) && last.block.kind === next.block.kind ? '\n' : '\n\n';
}

/**
 * The longest run of whole sentences at the end of `pieces` that is at most `limit` characters long.
 * Empty rather than all of them: a chunk that began with everything before it would say nothing new.
 */
export function tailOf(pieces: readonly Piece[], limit: number, language: string | null): Piece[] {
  const tail: Piece[] = [];
  let length = 0;
  for (const piece of pieces.toReversed()) {
    for (const sentence of sentencesOf(piece, language).toReversed()) {
      const [next] = tail;
      const between = next === undefined ? 0 : separator(sentence, next).length;
      length += sentence.end - sentence.start + between;
      if (length > limit || sentence.block.kind === 'heading') return tail;
      tail.unshift(sentence);
    }
  }
  return [];
}

function sentencesOf(piece: Piece, language: string | null): Piece[] {
  if (tight.has(piece.block.kind) || piece.block.kind === 'heading') return [piece];
  return sentenceSpans(piece.block.text.slice(piece.start, piece.end), language)
    .map(({ start, end }) => trimmed(piece.block, { start: piece.start + start, end: piece.start + end }))
    .filter(({ start, end }) => end > start);
}

function trimmed(block: Block, span: Span): Piece {
  const text = block.text.slice(span.start, span.end);
  const start = span.start + (text.length - text.trimStart().length);
  return { block, start, end: Math.max(start, span.start + text.trimEnd().length) };
}

/** Cuts what has no sentence end within the limit: after white space in its second half, else between characters. */
function hardSplit(piece: Piece, limit: number): Piece[] {
  const parts: Piece[] = [];
  let rest = piece;
  while (rest.end - rest.start > limit) {
    const cut = cutBefore(rest.block.text, rest.start, rest.start + limit);
    parts.push(trimmed(rest.block, { start: rest.start, end: cut }));
    rest = trimmed(rest.block, { start: cut, end: rest.end });
  }
  return rest.end > rest.start ? [...parts, rest] : parts;
}

function cutBefore(text: string, start: number, end: number): number {
  for (let cut = end; cut > start + (end - start) / 2; cut--) {
    if (/\s/u.test(text.charAt(cut))) return cut;
  }
  const code = text.charCodeAt(end);
  const insidePair = code >= 0xdc00 && code <= 0xdfff && end - 1 > start;
  return insidePair ? end - 1 : end;
}
