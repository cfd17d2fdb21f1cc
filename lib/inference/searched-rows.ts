import type { Conditions } from '../platform/conditions.ts';
import { searchedText } from './filter-conditions.ts';
import type { KnownWords } from './words-store.ts';

/** Rows are sought one by one in so few milliseconds; a word that fills no page from them is rare enough to be looked up. */
const firstLook = 2000;

/** The first rows of the log in an order by id, and of them those with these words, to stand in FROM in its place. */
export function firstRows(ofRow: readonly string[], words: string, order: 'asc' | 'desc'): string {
  return `(SELECT i.* FROM (
      SELECT i.* FROM inference i WHERE ${ofRow.join(' AND ')} ORDER BY i.id ${order} LIMIT ${firstLook}) i
    WHERE ${searchedText} @@ (${words}))`;
}

/**
 * All rows of the log with these words: by the index of their day, or by the table of words for the open days, or else row by
 * row. `words` is a tsquery as SQL.
 */
export function rowsWith(where: Conditions, words: string, known: KnownWords | null): string {
  const sifted = (more: string) => `SELECT i.* FROM inference i WHERE ${searchedText} @@ (${words})${more}`;
  if (known === null) return `(${sifted('')})`;
  const from = `${where.bind(known.from)}::uuid`;
  const before = `${where.bind(known.before)}::uuid`;
  return `(${sifted(` AND i.id < ${from}`)}
    UNION ALL SELECT i.* FROM inference i JOIN inference_words w ON w.inference_id = i.id
      WHERE w.words @@ (${words}) AND i.id >= ${from} AND i.id < ${before}
        AND w.inference_id >= ${from} AND w.inference_id < ${before}
    UNION ALL ${sifted(` AND i.id >= ${before}`)})`;
}
