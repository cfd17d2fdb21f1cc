import { assertMay, type Caller } from '../access/index.ts';
import type { AuditFacets } from './schemas.ts';
import { findFacets } from './store.ts';

/** The actions and kinds of things there are events of, to choose from. */
export async function getFacets(caller: Caller): Promise<AuditFacets> {
  assertMay(caller, 'audit.read');
  return findFacets();
}
