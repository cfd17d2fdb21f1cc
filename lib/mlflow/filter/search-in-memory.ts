/** Searches of short lists, such as models and experiments: filtered, sorted and paged in memory. */
import { readPageToken, writePageToken } from '../page-token.ts';
import type { Identifier } from './domain.ts';
import { isLike } from './like.ts';
import type { Clause } from './parse-filter.ts';
import type { Order } from './parse-order.ts';

export interface Searchable<T> {
  item: T;
  /** Breaks ties and tells pages apart; unique in the list. */
  id: string;
  /** Of an attribute or a tag; undefined when there is none. */
  valueOf: (identifier: Identifier) => string | number | undefined;
}

export interface SearchRequest {
  clauses: readonly Clause[];
  order: readonly Order[];
  limit: number;
  pageToken: string | undefined;
}

/** A page holds its place when entries are added, changed or removed before it. Throws `invalid` for a foreign token. */
export function searchInMemory<T>(
  entries: readonly Searchable<T>[],
  { clauses, order, limit, pageToken }: SearchRequest,
): { items: T[]; next: string | null } {
  const query = { clauses, order };
  const after = pageToken === undefined ? null : readPageToken(query, pageToken);
  const ranked = entries
    .filter((entry) => clauses.every((clause) => matches(clause, entry.valueOf(clause))))
    .map((entry) => ({ item: entry.item, position: positionOf(entry, order) }))
    .filter(({ position }) => after === null || compare(position, after, order) > 0)
    .sort((one, other) => compare(one.position, other.position, order));
  const page = ranked.slice(0, limit);
  const last = page.at(-1);
  const more = ranked.length > limit && last !== undefined;
  return { items: page.map(({ item }) => item), next: more ? writePageToken(query, last.position) : null };
}

/** An absent value matches nothing, not even "!=", as in MLflow. */
function matches(clause: Clause, actual: string | number | undefined): boolean {
  if (actual === undefined) return false;
  const { comparator, value } = clause;
  switch (comparator) {
    case 'IN':
      return value.includes(String(actual));
    case 'NOT IN':
      return !value.includes(String(actual));
    case 'LIKE':
      return isLike(String(actual), value);
    case 'ILIKE':
      return isLike(String(actual).toLowerCase(), value.toLowerCase());
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case '<':
      return Number(actual) < value;
    case '<=':
      return Number(actual) <= value;
    case '>':
      return Number(actual) > value;
    case '>=':
      return Number(actual) >= value;
  }
}

/** Values of the sorted columns as text, an absent one empty behind a mark, and the id. */
function positionOf<T>(entry: Searchable<T>, order: readonly Order[]): string[] {
  const values = order.map((column) => {
    const value = entry.valueOf(column);
    if (value === undefined) return '~';
    return typeof value === 'number' ? `#${value}` : `'${value}`;
  });
  return [...values, `'${entry.id}`];
}

function compare(one: readonly string[], other: readonly string[], order: readonly Order[]): number {
  for (const [index, value] of one.entries()) {
    const difference = compareValues(value, other[index] ?? '~', order[index]?.descending ?? false);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Absent values come last in both directions. */
function compareValues(one: string, other: string, descending: boolean): number {
  if (one === other) return 0;
  if (one === '~') return 1;
  if (other === '~') return -1;
  const less = one.startsWith('#') ? Number(one.slice(1)) < Number(other.slice(1)) : one < other;
  return less === descending ? 1 : -1;
}
