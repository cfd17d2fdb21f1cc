import { type PlacedToken, sentenceSpans, tokensInPlace } from '#lib/text/index.ts';
import { splitBlocks, type TextBlock } from './split-blocks.ts';

/** A piece of a passage that can stand in an answer: a sentence, a list item, a table row, or a lead with its list. */
export interface Unit {
  /** 0-based index of the passage. */
  passage: number;
  /** Position in reading order within the passage. */
  position: number;
  /** `code` stands in an answer only behind the sentence that introduces it. */
  kind: 'sentence' | 'list-item' | 'table-row' | 'heading' | 'list' | 'code';
  text: string;
  tokens: PlacedToken[];
  /** Positions of the units a `list` contains, its lead first. */
  parts: number[];
  /** Position of the heading it stands under, where the passage holds it. */
  heading: number | null;
}

/** Marks of the source's own references, as in `12 kg.[7]`. */
const referenceMark = /(?<=[.!?…。！？,;，、"”’)])(?:\[\d+(?:\s*[,–-]\s*\d+)*\])+/gu;
const maxListItems = 10;

/** Splits a passage into its units, in reading order; lists follow their parts. */
export function splitUnits(text: string, passage: number, language: string): Unit[] {
  const units: Unit[] = [];
  let heading: number | null = null;
  for (const block of splitBlocks(text.replace(referenceMark, ''))) {
    for (const raw of piecesOf(block, language)) {
      const trimmed = block.kind === 'code' ? raw : raw.replace(/\s+/gu, ' ').trim();
      if (trimmed === '') continue;
      const position = units.length;
      if (block.kind === 'heading') heading = position;
      units.push({
        passage,
        position,
        kind: block.kind === 'text' ? 'sentence' : block.kind,
        text: trimmed,
        // Code is no evidence: it repeats the words of any example.
        tokens: block.kind === 'code' ? [] : tokensInPlace(trimmed, language),
        parts: [],
        heading,
      });
    }
  }
  return units.concat(listsOf(units));
}

function piecesOf(block: TextBlock, language: string): string[] {
  if (block.kind !== 'text') return [block.text];
  return sentenceSpans(block.text, language).map(({ start, end }) => block.text.slice(start, end));
}

/** One unit for each lead (a heading, or a sentence before a list) with the list items that follow it. */
function listsOf(units: readonly Unit[]): Unit[] {
  const lists: Unit[] = [];
  for (const [i, lead] of units.entries()) {
    if (lead.kind !== 'heading' && lead.kind !== 'sentence') continue;
    const items = itemsFrom(units, i + 1);
    if (items.length === 0) continue;
    // A heading, or the end of a paragraph without a colon, leads to the list but need not be said.
    const said = lead.kind === 'sentence' && /[:：]\s*$/u.test(lead.text) ? [lead] : [];
    if (said.length === 0 && items.length < 2) continue;
    lists.push({
      passage: lead.passage,
      position: lead.position,
      kind: 'list',
      text: [...said, ...items].map((unit) => unit.text).join('\n'),
      tokens: [lead, ...items].flatMap((unit) => unit.tokens),
      parts: [...said, ...items].map((unit) => unit.position),
      heading: lead.kind === 'heading' ? lead.position : lead.heading,
    });
  }
  return lists;
}

function itemsFrom(units: readonly Unit[], start: number): Unit[] {
  const items: Unit[] = [];
  for (let i = start; units[i]?.kind === 'list-item' && items.length < maxListItems; i++) {
    const item = units[i];
    if (item) items.push(item);
  }
  return items;
}
