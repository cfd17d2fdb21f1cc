import { createHash } from 'node:crypto';
import type { KnowledgeView } from '../serving-view.ts';

/** Whom a search is for: the principals of a caller; null for work that may read everything. */
export type Reader = readonly string[] | null;

/** `all` when the knowledge base itself is not for this reader; otherwise the ids of the documents that are not. */
export type Hidden = 'all' | readonly string[];

const nothing: readonly string[] = [];

/**
 * What the reader must not find. From the view in memory: while no document has readers of its own this costs nothing,
 * and a change of a list is in force as soon as it is announced.
 */
export function hiddenDocuments({ id, readerLists }: KnowledgeView, reader: Reader): Hidden {
  if (reader === null || readerLists.length === 0) return nothing;
  const principals = new Set(reader);
  const admits = (readers: readonly string[]) => readers.some((one) => principals.has(one));
  const own = readerLists.find((list) => list.subjectId === id);
  if (own !== undefined && !admits(own.readers)) return 'all';
  return readerLists.filter((list) => list !== own && !admits(list.readers)).map((list) => list.subjectId);
}

/** One text for what a reader sees: readers who see the same share what is cached. */
export function scopeOf(view: KnowledgeView, reader: Reader): string {
  const hidden = hiddenDocuments(view, reader);
  if (hidden === 'all') return 'nothing';
  if (hidden.length === 0) return 'everything';
  return createHash('sha256').update(hidden.join()).digest('base64url');
}
