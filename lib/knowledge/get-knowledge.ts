import { assertMayAt, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import type { KnowledgeDetail } from './schemas.ts';
import { describeKnowledge, requireKnowledge } from './store.ts';

/** @throws AppError `not_found` */
export async function getKnowledge(caller: Caller, name: string): Promise<KnowledgeDetail> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  return describeKnowledge(prisma(), await requireKnowledge(name));
}
