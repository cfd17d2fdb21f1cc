/** The rows of a day with what each may show, read a page ahead: the database reads while the file is written. */
import { findWithheld } from '../../inference/index.ts';
import { type Day, type LogRow, readRows } from './row-store.ts';
import type { Shown } from './shown.ts';

/** In characters. Pages of long texts have fewer rows, so that two of them never fill the memory. */
const pageChars = 2_000_000;
const firstPageRows = 100;
const maxPageRows = 400;

interface Options {
  includeText: boolean;
  signal: AbortSignal;
}

interface Page {
  shown: Shown[];
  last: boolean;
  after: string | null;
  nextRows: number;
}

export async function* pagesOf(day: Day, { includeText, signal }: Options): AsyncGenerator<Shown[]> {
  const read = (after: string | null, limit: number) => {
    const page = readPage(day, { after, limit, includeText });
    // It may fail while the page before is written: whoever awaits it hears of it then.
    page.catch(() => undefined);
    return page;
  };
  let ahead = read(null, firstPageRows);
  try {
    for (;;) {
      signal.throwIfAborted();
      const page = await ahead;
      if (!page.last) ahead = read(page.after, page.nextRows);
      yield page.shown;
      if (page.last) return;
    }
  } finally {
    await ahead.catch(() => undefined);
  }
}

async function readPage(
  day: Day,
  { after, limit, includeText }: { after: string | null; limit: number; includeText: boolean },
): Promise<Page> {
  const rows = await readRows(day, after, limit);
  const ids = rows.map(({ id }) => id);
  const withheld = includeText ? await findWithheld(ids, []) : new Set<string>();
  return {
    shown: rows.map((row) => ({
      row,
      text: includeText && row.text_removed_at === null,
      withheld: withheld.has(row.id),
    })),
    last: rows.length < limit,
    after: ids.at(-1) ?? null,
    nextRows: rowsThatFit(rows),
  };
}

function rowsThatFit(rows: readonly LogRow[]): number {
  const chars = rows.reduce((sum, row) => sum + charsOf(row), 0);
  return Math.max(1, Math.min(maxPageRows, Math.floor((pageChars * rows.length) / Math.max(chars, 1))));
}

/** 500 for all that is not text. */
function charsOf({ input, output, citations }: LogRow): number {
  return 500 + input.length + output.length + (citations?.length ?? 0);
}
