import type { Block } from '#lib/knowledge/schemas.ts';

/** Neighbours that are shown as one thing: the items of a list, the rows of a table. */
export interface BlockGroup {
  kind: 'single' | 'list' | 'table';
  /** At least one. */
  blocks: [Block, ...Block[]];
  /** Set on the first group of a page, slide or sheet. */
  page: number | null;
}

const groupOf = { 'list-item': 'list', 'table-row': 'table' } as const;

/** Blocks as groups; a page's end also ends a group. */
export function groupBlocks(blocks: readonly Block[]): BlockGroup[] {
  const groups: BlockGroup[] = [];
  let page: number | undefined;
  for (const block of blocks) {
    const kind = block.kind in groupOf ? groupOf[block.kind as keyof typeof groupOf] : 'single';
    const turned = block.page !== page && block.page !== undefined;
    const last = groups.at(-1);
    if (!turned && kind !== 'single' && last?.kind === kind) last.blocks.push(block);
    else groups.push({ kind, blocks: [block], page: turned ? (block.page ?? null) : null });
    page = block.page ?? page;
  }
  return groups;
}

export interface TableShape {
  /** Null when the rows name no columns. */
  header: string[] | null;
  /** As many cells as there are columns; the row's block stands at the same place. */
  rows: string[][];
}

const mostColumns = 30;

/**
 * The columns behind rows that were written as "Header: value; Header: value" or "a | b". Null when any row does not fit,
 * as when a value holds a separator itself: such rows are shown as they are.
 */
export function tableOf(texts: readonly string[]): TableShape | null {
  return namedTable(texts) ?? plainTable(texts);
}

function namedTable(texts: readonly string[]): TableShape | null {
  const header: string[] = [];
  const rows: Map<string, string>[] = [];
  for (const text of texts) {
    const row = new Map<string, string>();
    for (const pair of text.split('; ')) {
      const cut = pair.indexOf(': ');
      const name = pair.slice(0, cut);
      if (cut < 1 || row.has(name)) return null;
      if (!header.includes(name)) header.push(name);
      row.set(name, pair.slice(cut + 2));
    }
    rows.push(row);
  }
  // A name that only one of many rows has is more likely a piece of a value.
  if (header.length < 2 || header.length > mostColumns) return null;
  if (texts.length > 2 && header.some((name) => rows.filter((row) => row.has(name)).length === 1))
    return null;
  return { header, rows: rows.map((row) => header.map((name) => row.get(name) ?? '')) };
}

function plainTable(texts: readonly string[]): TableShape | null {
  const rows = texts.map((text) => text.split(' | '));
  const columns = rows[0]?.length ?? 0;
  if (columns < 2 || columns > mostColumns || rows.some((row) => row.length !== columns)) return null;
  return { header: null, rows };
}
