import type { BlockWriter } from './block-writer.ts';
import { decodeText } from './decode-text.ts';

/** Reads plain text: paragraphs end at blank lines; underlined and numbered titles become headings. */
export function parsePlainText(bytes: Uint8Array, writer: BlockWriter): void {
  const { text, damaged } = decodeText(bytes);
  if (damaged) writer.warn('Some bytes of this file are not valid text and were replaced.');
  for (const lines of paragraphs(text.replaceAll('\0', ''))) writeParagraph(lines, writer);
}

function* paragraphs(text: string): Generator<string[]> {
  let lines: string[] = [];
  for (const line of text.split(/\r\n?|[\n\f\u2028\u2029]/)) {
    if (line.trim() !== '') lines.push(line.trimEnd());
    else if (lines.length > 0) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length > 0) yield lines;
}

function writeParagraph(lines: string[], writer: BlockWriter): void {
  const [first = '', second, ...rest] = lines;
  const underline = second === undefined ? null : /^\s*([=\-~*#^+])\1{2,}$/.exec(second);
  if (underline !== null && first.trim().length <= 150) {
    writer.heading(first, underlineLevel(underline[1]));
    if (rest.length > 0) writeParagraph(rest, writer);
    return;
  }
  const numbered = lines.length === 1 ? numberedHeading(first) : null;
  if (numbered !== null) writer.heading(first, numbered);
  else if (isList(lines)) for (const item of listItems(lines)) writer.add('list-item', item);
  else writer.add('paragraph', lines.join('\n'), {}, isLaidOut(lines));
}

function underlineLevel(mark: string | undefined): number {
  if (mark === '=' || mark === '#' || mark === '*') return 1;
  return mark === '-' ? 2 : 3;
}

/** "2.1 Title", "Chapter 3: Title", "Appendix A. Title" on a line of its own, without a full stop. */
function numberedHeading(line: string): number | null {
  const text = line.trim();
  if (text.length > 90 || /[.,;:!?]$/.test(text)) return null;
  const number = /^(\d{1,3}(?:\.\d{1,3}){0,5})\.?\s+\p{Lu}/u.exec(text)?.[1];
  if (number !== undefined) return number.split('.').length;
  return /^(chapter|part|section|appendix|kapitel|capítulo|chapitre)\s+[\dA-Z]+\b/i.test(text) ? 1 : null;
}

const marker = /^\s*(?:[-*•‣◦–]|\d{1,3}[.)]|[a-z][.)])\s+/;

function isList(lines: string[]): boolean {
  return (
    marker.test(lines[0] ?? '') &&
    (lines.length === 1 || lines.filter((line) => marker.test(line)).length > 0)
  );
}

/** Items with their continuation lines; bullets go, numbers stay. */
function listItems(lines: string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (marker.test(line)) items.push(line.replace(/^\s*[-*•‣◦–]\s+/, ''));
    else items.push(`${items.pop() ?? ''} ${line}`);
  }
  return items;
}

/** Columns or indented code, whose line breaks carry meaning. */
function isLaidOut(lines: string[]): boolean {
  return (
    lines.length > 1 && lines.filter((line) => /\S {3,}\S|^\s{4,}\S|\t/.test(line)).length > lines.length / 2
  );
}
