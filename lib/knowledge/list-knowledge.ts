import { assertMay, type Caller, reachedNames } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import type { KnowledgeDetail } from './schemas.ts';
import { describeAllKnowledge } from './store.ts';

/** The knowledge bases the caller may see, by name. */
export async function listKnowledge(caller: Caller): Promise<KnowledgeDetail[]> {
  assertMay(caller, 'knowledge.read');
  return describeAllKnowledge(prisma(), reachedNames(caller, 'knowledge.read', 'knowledge'));
}
