import { isCode } from './is-code.ts';

/** What the lines of a passage are. */
export interface TextBlock {
  kind: 'text' | 'list-item' | 'table-row' | 'heading' | 'code';
  text: string;
}

const bullet = /^\s*(?:[-*•‣◦▪·–]|\(?\d{1,3}[.)、]|\(?[a-zA-Z][.)])\s+/u;
/** A row with borders or tabs, or one of a parsed table: "header: value; header: value". */
const tableRow = /^\s*\|.*\|\s*$|\S\s*(?:\t|\s\|\s)\s*\S|^[^:;.]{1,40}: [^;]+(?:; [^:;]{1,40}: [^;]+)+$/u;
const sentenceEnd = /[.!?。！？؟…:：;；]["'”’»)\]]*\s*$/u;
/** Lines at least this long may have been broken by a typesetter. */
const wrappedLineChars = 50;

/**
 * The blocks of a passage, in reading order. In a passage an empty line stands between blocks, while list items, table
 * rows and lines of code that belong together take a line each (`textOf` in lib/knowledge/pieces.ts).
 */
export function splitBlocks(text: string): TextBlock[] {
  const groups = text.split(/\r?\n[^\S\n]*\r?\n/u).filter((group) => group.trim() !== '');
  const blocks: TextBlock[] = [];
  for (const group of groups) {
    if (isCode(group, blocks.at(-1)?.text)) addCode(blocks, group);
    else blocks.push(...blocksOfGroup(group));
  }
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'text' && isHeading(block.text) && blocks[i + 1]) block.kind = 'heading';
  }
  return blocks;
}

/** Code with empty lines in it comes in several groups. */
function addCode(blocks: TextBlock[], code: string): void {
  const last = blocks.at(-1);
  if (last?.kind === 'code') last.text += `\n\n${code}`;
  else blocks.push({ kind: 'code', text: code });
}

function blocksOfGroup(group: string): TextBlock[] {
  const lines = unwrapped(group.split(/\r?\n/u).filter((line) => line.trim() !== ''));
  if (lines.length === 1 || lines.some((line) => bullet.test(line) || tableRow.test(line))) {
    return lines.map((line) => ({ kind: kindOf(line), text: line }));
  }
  // A parser takes the bullets of list items away; the first of the lines may introduce the others.
  const [first = '', ...rest] = lines;
  const introduces =
    /[:：]\s*$/u.test(first) || (!sentenceEnd.test(first) && rest.every((line) => sentenceEnd.test(line)));
  const items: TextBlock[] = rest.map((line) => ({ kind: 'list-item', text: line }));
  return [{ kind: introduces ? 'text' : 'list-item', text: first }, ...items];
}

function kindOf(line: string): TextBlock['kind'] {
  if (tableRow.test(line)) return 'table-row';
  return bullet.test(line) ? 'list-item' : 'text';
}

/** Joins lines that a typesetter broke. */
function unwrapped(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    const lastLine = last?.slice(last.lastIndexOf('\n') + 1) ?? '';
    if (last !== undefined && isWrapped(lastLine, line)) whole[whole.length - 1] = `${last}\n${line}`;
    else whole.push(line);
  }
  return whole;
}

function isWrapped(before: string, line: string): boolean {
  if (bullet.test(line) || tableRow.test(line) || tableRow.test(before) || sentenceEnd.test(before))
    return false;
  return before.length >= wrappedLineChars
    ? /^\s*[\p{L}\p{Nd}(]/u.test(line)
    : /^\s*[\p{Ll}(,]/u.test(line) && /[,\p{Ll}]\s*$/u.test(before) && before.length >= 30;
}

function isHeading(text: string): boolean {
  return text.length <= 80 && !text.includes('\n') && !sentenceEnd.test(text);
}
