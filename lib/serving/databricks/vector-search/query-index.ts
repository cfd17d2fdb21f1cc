import type { Caller } from '../../../access/index.ts';
import { searchKnowledge, sourceUrls } from '../../../knowledge/index.ts';
import type { SearchMode } from '../../../knowledge/schemas.ts';
import { AppError } from '../../../platform/errors.ts';
import type { QueryIndex } from './body.ts';
import { columnsOf } from './columns.ts';
import { filtersOf } from './filters.ts';

const modes: Readonly<Record<QueryIndex['query_type'], SearchMode>> = {
  ANN: 'vector',
  HYBRID: 'hybrid',
  FULL_TEXT: 'keyword',
};

/**
 * `POST …/indexes/{name}/query`: the passages nearest to a text. Without embeddings the search goes by keywords, and
 * `slipway.notice` says so. Throws `not_found`, and `invalid` without a text.
 */
export async function queryIndex(caller: Caller, name: string, query: QueryIndex, signal: AbortSignal) {
  const { query_text: text } = query;
  if (!text) {
    const message =
      'Send query_text: the knowledge base embeds it itself, so a query_vector of another model says nothing here.';
    throw new AppError('invalid', message, { issues: [{ path: 'query_text', message }] });
  }
  const columns = columnsOf(query.columns);
  const filters = await filtersOf(caller, name, query.filters_json);
  const mode = modes[query.query_type];
  const {
    hits,
    snapshot,
    mode: used,
    notice,
  } = await searchKnowledge(caller, name, { query: text, k: query.num_results, mode, filters }, signal);
  const urls = await sourceUrls(caller, name, [...new Set(hits.map(({ documentId }) => documentId))]);
  return {
    manifest: {
      column_count: columns.length,
      columns: columns.map(([column, { type }]) => ({ name: column, type_text: type })),
    },
    result: {
      row_count: hits.length,
      data_array: hits.map((hit) => columns.map(([, { cell }]) => cell(hit, urls))),
    },
    next_page_token: '',
    slipway: { snapshot, mode: used, notice },
  };
}
