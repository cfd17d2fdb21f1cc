import { type PlacedToken, sentenceSpans, tokensInPlace } from '#lib/knowledge/text/index.ts';

/** A piece of a passage that can stand in an answer: a sentence, a list item, a table row, or a lead with its list. */
export interface Unit {
  /** 0-based index of the passage. */
  passage: number;
  /** Position in reading order within the passage. */
  position: number;
  kind: 'sentence' | 'list-item' | 'table-row' | 'heading' | 'list';
  text: string;
  tokens: PlacedToken[];
  /** Positions of the units a `list` contains, its lead first. */
  parts: number[];
}

const bullet = /^\s*(?:[-*•‣◦▪·–]|\(?\d{1,3}[.)、]|\(?[a-zA-Z][.)])\s+/u;
const tableRow = /^\s*\|.*\|\s*$|\S\s*(?:\t|\s\|\s)\s*\S/u;
const sentenceEnd = /[.!?。！？؟…:：;；]["'”’»)\]]*\s*$/u;
/** Marks of the source's own references, as in `12 kg.[7]`. */
const referenceMark = /(?<=[.!?…。！？,;，、"”’)])(?:\[\d+(?:\s*[,–-]\s*\d+)*\])+/gu;
const maxListItems = 10;

/** Splits a passage into its units, in reading order; lists follow their parts. */
export function splitUnits(text: string, passage: number, language: string): Unit[] {
  const units: Unit[] = [];
  const add = (kind: Unit['kind'], raw: string): void => {
    const trimmed = raw.replace(/\s+/gu, ' ').trim();
    if (trimmed === '') return;
    units.push({
      passage,
      position: units.length,
      kind,
      text: trimmed,
      tokens: tokensInPlace(trimmed, language),
      parts: [],
    });
  };
  for (const block of blocksOf(text.replace(referenceMark, ''))) {
    if (block.kind !== 'text') add(block.kind, block.text);
    else
      for (const { start, end } of sentenceSpans(block.text, language))
        add('sentence', block.text.slice(start, end));
  }
  return units.concat(listsOf(units));
}

interface Block {
  kind: 'text' | 'list-item' | 'table-row' | 'heading';
  text: string;
}

/** Joins wrapped lines; a line that looks like a list item, a table row or a heading stands alone. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of text.split(/\r?\n/u)) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const last = blocks.at(-1);
    if (bullet.test(line)) blocks.push({ kind: 'list-item', text: line });
    else if (tableRow.test(line)) blocks.push({ kind: 'table-row', text: line });
    else if (open && last && last.kind !== 'table-row' && continues(last.text, line)) {
      last.text += `\n${line}`;
      continue;
    } else blocks.push({ kind: 'text', text: line });
    open = true;
  }
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'text' && isHeading(block.text) && blocks[i + 1]) block.kind = 'heading';
  }
  return blocks;
}

function continues(before: string, line: string): boolean {
  const lastLine = before.slice(before.lastIndexOf('\n') + 1);
  return !sentenceEnd.test(lastLine)
    ? lastLine.length >= 50 || /^\s*[\p{Ll}\p{Nd}(,]/u.test(line)
    : lastLine.length >= 60 && !/[:：]\s*$/u.test(lastLine);
}

function isHeading(text: string): boolean {
  return text.length <= 80 && !text.includes('\n') && !sentenceEnd.test(text);
}

/** One unit for each lead (a heading, or a sentence that ends in a colon) directly followed by list items. */
function listsOf(units: readonly Unit[]): Unit[] {
  const lists: Unit[] = [];
  for (const [i, lead] of units.entries()) {
    const opens = lead.kind === 'heading' || (lead.kind === 'sentence' && /[:：]\s*$/u.test(lead.text));
    if (!opens || units[i + 1]?.kind !== 'list-item') continue;
    const items: Unit[] = [];
    for (let j = i + 1; units[j]?.kind === 'list-item' && items.length < maxListItems; j++) {
      const item = units[j];
      if (item) items.push(item);
    }
    lists.push({
      passage: lead.passage,
      position: lead.position,
      kind: 'list',
      text: [lead.text, ...items.map((item) => item.text)].join('\n'),
      tokens: [lead, ...items].flatMap((unit) => unit.tokens),
      parts: [lead, ...items].map((unit) => unit.position),
    });
  }
  return lists;
}
