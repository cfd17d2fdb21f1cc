import { sentenceSpans } from '#lib/text/index.ts';

/** A sentence of an answer, a list item's sentence or a table row, where it stands in the Markdown. */
export interface AnswerSentence {
  /** UTF-16 offsets into the answer; markers that follow the sentence belong to it. */
  start: number;
  end: number;
  /** Numbers of the markers within. */
  markers: number[];
  /** Sentences of one paragraph, list item or row share a block. */
  block: number;
}

interface Block {
  start: number;
  end: number;
  /** A row is one sentence. */
  whole: boolean;
}

const markerRun = /^(?:\s*\[\d+\])+/u;
const listPrefix = /^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?/u;

/** Splits the prose of a Markdown answer into sentences; code blocks, headings and rules are left out. */
export function answerSentences(answer: string, language: string): AnswerSentence[] {
  return blocksOf(answer).flatMap((block, index) => {
    const spans = block.whole ? [block] : spansOf(answer, block, language);
    return spans.map(({ start, end }) => ({
      start,
      end,
      markers: markersIn(answer.slice(start, end)),
      block: index,
    }));
  });
}

/** Numbers of the markers in a text, each once, in order. */
function markersIn(text: string): number[] {
  return [...new Set(Array.from(text.matchAll(/(?<!\\)\[(\d+)\](?!\()/gu), ([, number]) => Number(number)))];
}

/** Consecutive lines of prose are one block; a list item, with its continuation lines, and a row are their own. */
function blocksOf(answer: string): Block[] {
  const blocks: Block[] = [];
  let fence: string | null = null;
  let open = false;
  let offset = 0;
  for (const line of answer.split(/(?<=\n)/u)) {
    const start = offset;
    offset += line.length;
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== null || mark !== undefined) {
      if (fence === null) fence = mark ?? null;
      else if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
      open = false;
      continue;
    }
    const text = line.trim();
    const skipped = text === '' || /^#{1,6}\s/u.test(text) || /^(?:[-*_=]\s*){3,}$/u.test(text);
    if (skipped || isTableRule(text)) {
      // The row above a table's rule names its columns and states nothing.
      if (isTableRule(text) && blocks.at(-1)?.whole) blocks.pop();
      open = false;
      continue;
    }
    const row = /^\|.*\|(?:\s*\[\d+\])*$/u.test(text);
    const prefix = listPrefix.exec(line)?.[0] ?? '';
    const startsItem = prefix.trim() !== '';
    const last = blocks.at(-1);
    if (open && last && !last.whole && !row && !startsItem) last.end = offset;
    else blocks.push({ start: start + prefix.length, end: offset, whole: row });
    open = true;
  }
  return blocks.map((block) => trimmed(answer, block)).filter(({ start, end }) => end > start);
}

function isTableRule(line: string): boolean {
  return /^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?$/u.test(line) && line.includes('|');
}

function spansOf(answer: string, block: Block, language: string): Block[] {
  const spans: Block[] = [];
  for (const span of sentenceSpans(answer.slice(block.start, block.end), language)) {
    let start = block.start + span.start;
    const end = block.start + span.end;
    const run = markerRun.exec(answer.slice(start, end))?.[0];
    const last = spans.at(-1);
    // Markers after the full stop belong to the sentence before them.
    if (run !== undefined && last !== undefined) {
      last.end = start + run.length;
      start = last.end;
    }
    spans.push({ start, end, whole: false });
  }
  return spans.map((span) => trimmed(answer, span)).filter(({ start, end }) => end > start);
}

function trimmed(answer: string, block: Block): Block {
  const text = answer.slice(block.start, block.end);
  const start = block.start + (text.length - text.trimStart().length);
  return { ...block, start, end: Math.max(start, block.start + text.trimEnd().length) };
}
