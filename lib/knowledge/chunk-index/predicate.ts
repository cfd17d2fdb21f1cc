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

/** The `where` of a search: the snapshot and every filter given. */
export function searchPredicate(snapshot: number, filters: SearchFilters = {}): string {
  const conditions = [visibleIn(snapshot)];
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
