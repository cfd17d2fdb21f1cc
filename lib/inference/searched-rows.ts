import type { Conditions } from '../platform/conditions.ts';
import { searchedText } from './filter-conditions.ts';
import type { KnownWords } from './words-store.ts';

/**
 * Rows of the log with these words, to stand in FROM in the place of the log: by the index of their day, or by the table of
 * words for the open days, or else row by row. `words` is a tsquery as SQL; null takes every row.
 */
export function searchedRows(where: Conditions, words: string | null, known: KnownWords | null): string {
  if (words === null) return 'inference';
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
