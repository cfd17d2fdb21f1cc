import { assertMay, type Caller } from '../access/index.ts';
import { presentEvent } from './present.ts';
import type { AuditPage, AuditPageQuery } from './schemas.ts';
import { findEvents } from './store.ts';

/** One page of the audit log, newest first. */
export async function listEvents(
  caller: Caller,
  { limit, cursor, ...filters }: AuditPageQuery,
): Promise<AuditPage> {
  assertMay(caller, 'audit.read');
  const rows = await findEvents(filters, { cursor, limit: limit + 1, json: 'short' });
  const items = rows.slice(0, limit).map(presentEvent);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
