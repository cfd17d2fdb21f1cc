import { prisma } from '../platform/db.ts';
import { findKnowledge, findSnapshot } from './store.ts';

/** The latest snapshot of a knowledge base, 0 before the first; null when there is no such knowledge base. */
export async function latestSnapshot(name: string): Promise<number | null> {
  return (await findKnowledge(prisma(), { name }))?.snapshot ?? null;
}

/** False also when there is no such knowledge base. */
export async function snapshotExists(name: string, number: number): Promise<boolean> {
  const knowledge = await findKnowledge(prisma(), { name });
  return knowledge !== null && (await findSnapshot(prisma(), knowledge.id, number)) !== null;
}
