/** From the passage a model was given to the blocks that say what the answer says. */
import type { Block } from '#lib/knowledge/schemas.ts';
import type { Highlight } from './block-range.ts';

/** Below this share of a statement's words no block is taken for its source, and the whole passage stays lit. */
const enough = 0.5;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.add(segment.toLocaleLowerCase());
  }
  return words;
}

function bestBlock(statement: string, blocks: readonly Block[]): number | null {
  const wanted = wordsOf(statement);
  if (wanted.size === 0) return null;
  let best: { index: number; share: number } | null = null;
  for (const block of blocks) {
    const held = wordsOf(block.text);
    const share = [...wanted].filter((word) => held.has(word)).length / wanted.size;
    if (share >= enough && share > (best?.share ?? 0)) best = { index: block.index, share };
  }
  return best?.index ?? null;
}

/**
 * The smallest run of blocks within the highlight that holds every statement's best match. The highlight itself when a
 * statement has none: better too much light than the wrong place.
 */
export function narrowHighlight(
  highlight: Highlight,
  blocks: readonly Block[],
  statements: readonly string[],
): Highlight {
  const candidates = blocks.filter(
    (block) => block.index >= highlight.blockStart && block.index <= highlight.blockEnd,
  );
  const matches = statements.map((statement) => bestBlock(statement, candidates));
  const found = matches.filter((index) => index !== null);
  if (found.length === 0 || found.length < matches.length) return highlight;
  const [blockStart, blockEnd] = [Math.min(...found), Math.max(...found)];
  const page = blocks.find((block) => block.index === blockStart)?.page ?? highlight.page;
  return { blockStart, blockEnd, page };
}
