import { addedLength, type Piece, piecesOf, tailOf, textOf } from './pieces.ts';
import type { Block, Chunk, Chunking, ParsedDocument } from './schemas.ts';

/** A heading-less beginning is closed by any heading. */
const noHeading = 7;

/**
 * Cuts a parsed document into chunks of at most `maxChars` characters, in reading order.
 *
 * `structure`: a chunk never goes on past a heading of the level it stands under or a higher one; a deeper
 * subsection joins only when it fits whole. Blocks stay whole unless one alone is longer than the limit; then
 * it is cut at sentence ends, else between words, else between characters.
 * `size`: headings do not matter, and blocks are cut at sentence ends to fill every chunk.
 *
 * When length alone ends a chunk, the next one repeats its last sentences, up to `overlapChars`.
 * Every block's text is in some chunk; a document without text gives none.
 */
export function chunkDocument(parsed: ParsedDocument, options: Chunking): Chunk[] {
  const limit = options.maxChars;
  const blocks = parsed.blocks.filter((block) => block.text.trim() !== '');
  const bySize = options.strategy === 'size';
  const chunks: Chunk[] = [];
  let open: Piece[] = [];
  let length = 0;
  let openLevel = noHeading;
  let currentLevel = noHeading;

  const startWith = (pieces: Piece[]): void => {
    open = pieces;
    length = textOf(pieces).length;
  };
  const close = (overlap: boolean): void => {
    if (open.length > 0) chunks.push(toChunk(open, chunks.length));
    const tail = overlap ? Math.min(options.overlapChars, Math.floor(limit / 2)) : 0;
    startWith(tail === 0 ? [] : tailOf(open, tail, parsed.language));
  };
  const fits = (piece: Piece): boolean => length + addedLength(open.at(-1), piece) <= limit;

  for (const [position, block] of blocks.entries()) {
    if (block.kind === 'heading' && !bySize) {
      const level = block.level ?? 1;
      if (closesAt(blocks, position, level, openLevel, open, limit - length)) close(false);
      currentLevel = level;
    }
    if (open.length === 0) openLevel = currentLevel;
    for (const piece of piecesOf(block, limit, bySize, parsed.language)) {
      if (open.length > 0 && !fits(piece)) {
        close(true);
        openLevel = currentLevel;
        if (!fits(piece)) startWith([]);
      }
      length += addedLength(open.at(-1), piece);
      open.push(piece);
    }
  }
  close(false);
  return chunks;
}

/** Whether the chunk being filled has to end before the heading at `position`. */
function closesAt(
  blocks: readonly Block[],
  position: number,
  level: number,
  openLevel: number,
  open: readonly Piece[],
  room: number,
): boolean {
  if (open.length === 0) return false;
  if (level <= openLevel) return true;
  // A title with nothing under it yet belongs to the section it introduces.
  if (open.every((piece) => piece.block.kind === 'heading')) return false;
  return subsectionLength(blocks, position, level) > room;
}

/** Characters of the section that the heading at `position` opens, deeper sections included. */
function subsectionLength(blocks: readonly Block[], position: number, level: number): number {
  let length = 0;
  for (const [offset, block] of blocks.slice(position).entries()) {
    if (offset > 0 && block.kind === 'heading' && (block.level ?? 1) <= level) break;
    length += block.text.length + 2;
    // Longer than any chunk: how much longer does not matter.
    if (length > 8000) break;
  }
  return length;
}

function toChunk(pieces: readonly Piece[], ordinal: number): Chunk {
  const blocks = [...new Set(pieces.map((piece) => piece.block))];
  const indexes = blocks.map((block) => block.index);
  const first = blocks[0];
  const headingPath =
    first?.kind === 'heading' ? [...first.headingPath, first.text.trim()] : (first?.headingPath ?? []);
  return {
    ordinal,
    text: textOf(pieces),
    headingPath,
    blockStart: Math.min(...indexes),
    blockEnd: Math.max(...indexes),
    page: blocks.find((block) => block.page !== undefined)?.page ?? null,
    boxes: blocks.flatMap((block) => block.boxes ?? []),
  };
}
