import type { Element } from 'domhandler';
import { looksLikeHeader } from '../table-rows.ts';
import { childrenOf, elementsOf, isElement, visibleText } from './dom.ts';
import { isDropped } from './elements.ts';

export interface TableContent {
  caption: string;
  header: string[] | null;
  rows: string[][];
}

/** A longer cell means a table used for layout. */
const longestCell = 3000;

/** Reads a data table, or null when the table only lays out the page. */
export function readTable(table: Element): TableContent | null {
  if (table.attribs.role === 'presentation' || isLayout(table)) return null;
  const content: TableContent = { caption: '', header: null, rows: [] };
  for (const element of elementsOf(table)) {
    if (element.name === 'caption') content.caption = visibleText(element);
    if (element.name !== 'tr' || isDropped(element.name, element.attribs, true)) continue;
    const cells = cellsOf(element);
    const row = cells.flatMap((cell) => [visibleText(cell), ...spanned(cell)]);
    if (row.some((text) => text.length > longestCell)) return null;
    if (row.every((text) => text === '')) continue;
    const headed = cells.every((cell) => cell.name === 'th') || isIn(element, 'thead');
    if (headed && cells.length > 1) content.header ??= row;
    if (!headed || content.header !== row) content.rows.push(row);
  }
  if (content.rows.every((row) => row.length < 2) && content.header === null) return null;
  if (content.header === null && looksLikeHeader(content.rows)) content.header = content.rows.shift() ?? null;
  return content;
}

function isLayout(table: Element): boolean {
  for (const element of elementsOf(table))
    if (/^(table|h[1-6]|article|section)$/.test(element.name)) return true;
  return false;
}

function cellsOf(row: Element): Element[] {
  return childrenOf(row).filter((node): node is Element => isElement(node) && /^t[dh]$/.test(node.name));
}

function spanned(cell: Element): string[] {
  const span = Number.parseInt(cell.attribs.colspan ?? '1', 10);
  return Array<string>(Math.max(0, Math.min(Number.isNaN(span) ? 1 : span, 50) - 1)).fill('');
}

function isIn(element: Element, name: string): boolean {
  return element.parent?.type === 'tag' && element.parent.name === name;
}
