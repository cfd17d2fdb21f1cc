import { rm } from 'node:fs/promises';
import { withLock } from '../../platform/advisory-lock.ts';
import { prisma } from '../../platform/db.ts';
import { knowledgeFolder } from '../files.ts';
import { findKnowledge } from '../store.ts';
import { knowledgeLock } from './knowledge-lock.ts';

/** Removes the folder of a knowledge base whose row is gone, once nobody writes to it any more. */
export async function removeKnowledgeFiles(data: { knowledgeId: string }): Promise<void> {
  await withLock(knowledgeLock(data.knowledgeId), async () => {
    if ((await findKnowledge(prisma(), { id: data.knowledgeId })) !== null) return;
    await rm(knowledgeFolder(data.knowledgeId), { recursive: true, force: true });
  });
}
