import { prisma } from '../platform/db.ts';
import { findKnowledge } from './store.ts';

export async function knowledgeExists(name: string): Promise<boolean> {
  return (await findKnowledge(prisma(), { name })) !== null;
}
