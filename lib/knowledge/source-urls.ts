import { assertMayAt, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { findSourceUrls } from './document-store.ts';
import { requireKnowledge } from './store.ts';

/** Where documents came from, by their ids; those that came from no address are absent. */
export async function sourceUrls(
  caller: Caller,
  knowledgeName: string,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name: knowledgeName });
  const knowledge = await requireKnowledge(knowledgeName);
  return findSourceUrls(prisma(), knowledge.id, documentIds);
}
