import type { SearchFilters } from '../schemas.ts';

/** A string as an SQL literal: LanceDB's filters take no parameters, so quoting is the only protection. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `column IN (…)`; an empty list matches nothing. */
export function isOneOf(column: string, values: readonly string[]): string {
  if (values.length === 0) return 'false';
  return `${column} IN (${values.map(quoted).join(', ')})`;
}

/** Rows a snapshot sees: those that have appeared and not yet left. */
export function visibleIn(snapshot: number): string {
  const number = wholeNumber(snapshot);
  return `appears_in <= ${number} AND leaves_in > ${number}`;
}

/** Rows that none of these snapshots, nor any after the last of them, sees; without a snapshot nothing is. */
export function neededByNone(keep: readonly number[]): string {
  if (keep.length === 0) return 'false';
  const ranges = rangesOf(keep);
  const last = wholeNumber(Math.max(...ranges.map(({ to }) => to)));
  const needed = ranges.map(({ from, to }) => `(appears_in <= ${to} AND leaves_in > ${from})`);
  return `leaves_in <= ${last} AND NOT (${needed.join(' OR ')})`;
}

/** Neighbouring numbers as one range, which keeps the predicate of a month of snapshots short. */
function rangesOf(numbers: readonly number[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const number of [...numbers].map(wholeNumber).sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open !== undefined && number <= open.to + 1) open.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
}

interface Searched {
  snapshot: number;
  filters?: SearchFilters | undefined;
  hiddenDocumentIds?: readonly string[] | undefined;
}

/** The `where` of a search: the snapshot, who may see what, and every filter given. */
export function searchPredicate({ snapshot, filters = {}, hiddenDocumentIds = [] }: Searched): string {
  const conditions = [visibleIn(snapshot)];
  if (hiddenDocumentIds.length > 0) conditions.push(`NOT (${isOneOf('document_id', hiddenDocumentIds)})`);
  if (filters.documentIds !== undefined) conditions.push(isOneOf('document_id', filters.documentIds));
  if (filters.documentName !== undefined) conditions.push(`document_name = ${quoted(filters.documentName)}`);
  if (filters.mediaType !== undefined) conditions.push(`media_type = ${quoted(filters.mediaType)}`);
  if (filters.language !== undefined) conditions.push(`language = ${quoted(filters.language)}`);
  return conditions.join(' AND ');
}

/** Guards what is written into SQL as a bare number. */
export function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`A snapshot is a whole number from 0 up, not ${value}.`);
  }
  return value;
}
