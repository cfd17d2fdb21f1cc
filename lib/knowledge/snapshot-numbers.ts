import { prisma } from '../platform/db.ts';
import { findKnowledge, findSnapshot, firstSnapshotSince } from './store.ts';

/** The latest snapshot of a knowledge base, 0 before the first; null when there is no such knowledge base. */
export async function latestSnapshot(name: string): Promise<number | null> {
  return (await findKnowledge(prisma(), { name }))?.snapshot ?? null;
}

/** False also when there is no such knowledge base. */
export async function snapshotExists(name: string, number: number): Promise<boolean> {
  const knowledge = await findKnowledge(prisma(), { name });
  return knowledge !== null && (await findSnapshot(prisma(), knowledge.id, number)) !== null;
}

/**
 * The latest snapshot just before a moment; null when there was none yet, or there is no such knowledge base. It may have
 * been erased since: ask `snapshotExists`.
 */
export async function snapshotAt(name: string, at: Date): Promise<number | null> {
  const knowledge = await findKnowledge(prisma(), { name });
  if (knowledge === null) return null;
  // Counted back from the next one, so that an erased snapshot is not taken for the one before it.
  const next = await firstSnapshotSince(prisma(), knowledge.id, at);
  const number = next === null ? knowledge.snapshot : next - 1;
  return number === 0 ? null : number;
}
