import { assertMayAt, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { pageOfDocuments } from './document-store.ts';
import type { DocumentPage, ListDocuments } from './schemas.ts';
import { requireKnowledge } from './store.ts';

export async function listDocuments(
  caller: Caller,
  name: string,
  query: ListDocuments,
): Promise<DocumentPage> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  return pageOfDocuments(prisma(), await requireKnowledge(name), query);
}
