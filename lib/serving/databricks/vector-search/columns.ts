/** The columns of a knowledge base as an index: a row is a passage, its primary key the name of its document. */
import type { ChunkHit } from '../../../knowledge/schemas.ts';
import { AppError } from '../../../platform/errors.ts';

export const primaryKey = 'id';
export const textColumn = 'text';

type Cell = string | number | null;

interface Column {
  type: 'string' | 'int' | 'float';
  cell: (hit: ChunkHit, urls: ReadonlyMap<string, string>) => Cell;
}

const columns: Readonly<Record<string, Column>> = {
  [primaryKey]: { type: 'string', cell: (hit) => hit.documentName },
  [textColumn]: { type: 'string', cell: (hit) => hit.text },
  title: { type: 'string', cell: (hit) => hit.documentTitle },
  url: { type: 'string', cell: (hit, urls) => urls.get(hit.documentId) ?? null },
  heading: { type: 'string', cell: (hit) => hit.headingPath.join(' › ') },
  page: { type: 'int', cell: (hit) => hit.page },
  media_type: { type: 'string', cell: (hit) => hit.mediaType },
  document_id: { type: 'string', cell: (hit) => hit.documentId },
  revision_id: { type: 'string', cell: (hit) => hit.revisionId },
  chunk_id: { type: 'string', cell: (hit) => hit.chunkId },
};

/** Databricks puts the score last, whether it is asked for or not. */
const score: Column = { type: 'float', cell: (hit) => hit.score };

export const schemaJson = JSON.stringify(
  Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type])),
);

/** Key and text when none is named. Throws `invalid` for a column that is not there. */
export function columnsOf(names: readonly string[]): [name: string, column: Column][] {
  const wanted = names.length === 0 ? [primaryKey, textColumn] : names.filter((name) => name !== 'score');
  const chosen = wanted.map((name): [string, Column] => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column !== undefined) return [name, column];
    const message = `There is no column "${name.slice(0, 63)}". There are: ${Object.keys(columns).join(', ')}.`;
    throw new AppError('invalid', message, { issues: [{ path: 'columns', message }] });
  });
  return [...chosen, ['score', score]];
}
