import { assertMay, type Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { presentDetail } from './present.ts';
import type { AuditEventDetail } from './schemas.ts';
import { findEvent } from './store.ts';

/** One event with everything that is kept of it. Throws `not_found`. */
export async function getEvent(caller: Caller, id: string): Promise<AuditEventDetail> {
  assertMay(caller, 'audit.read');
  const row = await findEvent(id);
  if (row === null) throw notFound('This audit event');
  return presentDetail(row);
}
