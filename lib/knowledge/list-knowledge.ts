import { assertMay, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import type { KnowledgeDetail } from './schemas.ts';
import { describeAllKnowledge } from './store.ts';

/** Every knowledge base, by name. */
export async function listKnowledge(caller: Caller): Promise<KnowledgeDetail[]> {
  assertMay(caller, 'knowledge.read');
  return describeAllKnowledge(prisma());
}
