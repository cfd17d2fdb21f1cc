import type { Block } from '#lib/knowledge/schemas.ts';

export interface OutlineEntry {
  /** Index of the heading's block. */
  index: number;
  title: string;
  /** 0 for the outermost level the document uses. */
  depth: number;
  page: number | null;
}

/** The headings of a document in reading order, indented from the outermost level that it really uses. */
export function outlineOf(blocks: readonly Block[]): OutlineEntry[] {
  const headings = blocks.filter((block) => block.kind === 'heading' && block.text.trim() !== '');
  const levels = [...new Set(headings.map(levelOf))].sort((a, b) => a - b);
  return headings.map((block) => ({
    index: block.index,
    title: block.text,
    depth: levels.indexOf(levelOf(block)),
    page: block.page ?? null,
  }));
}

/** The entry under whose heading a block stands; null before the first heading. */
export function entryAt(outline: readonly OutlineEntry[], index: number): OutlineEntry | null {
  return outline.findLast((entry) => entry.index <= index) ?? null;
}

function levelOf(block: Block): number {
  return block.level ?? block.headingPath.length + 1;
}
