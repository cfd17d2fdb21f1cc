import { rm } from 'node:fs/promises';
import type { JobRun } from '../../jobs/index.ts';
import { withLock } from '../../platform/advisory-lock.ts';
import { prisma, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { markDeleted } from '../document-store.ts';
import { originalPath, removeRevisionFiles } from '../files.ts';
import { openMadeIndex } from '../open-indexes.ts';
import { generationsOf, lockKnowledge } from '../store.ts';
import { deleteRevisionRows, findUploads, type UploadRow, unusedHashes } from '../upload-store.ts';
import { knowledgeLock } from './knowledge-lock.ts';
import { publishKnowledge } from './publish-knowledge.ts';

/**
 * Erases what a person uploaded from every snapshot, index and folder. A document goes as a whole when its latest revision
 * is theirs; where somebody else has replaced it since, only their revisions go. Gives how many revisions that were;
 * may be run again after a crash anywhere. Versions that pin an older snapshot go on without these passages.
 */
export async function eraseUploads(userId: string, run: JobRun): Promise<number> {
  const uploads = await findUploads(userId);
  for (const [knowledgeId, revisions] of byKnowledge(uploads)) {
    run.signal.throwIfAborted();
    await eraseOlder(
      knowledgeId,
      revisions.filter(({ current }) => !current),
    );
    await eraseDocuments(
      knowledgeId,
      revisions.filter(({ current }) => current),
      run,
    );
  }
  return uploads.length;
}

function byKnowledge(uploads: readonly UploadRow[]): Map<string, UploadRow[]> {
  const groups = new Map<string, UploadRow[]>();
  for (const upload of uploads) {
    groups.set(upload.knowledgeId, [...(groups.get(upload.knowledgeId) ?? []), upload]);
  }
  return groups;
}

/** The publication that makes the next snapshot erases documents that were deleted, bytes first and rows last. */
async function eraseDocuments(
  knowledgeId: string,
  revisions: readonly UploadRow[],
  run: JobRun,
): Promise<void> {
  if (revisions.length === 0) return;
  await transaction(async (tx) => {
    if ((await lockKnowledge(tx, knowledgeId, 'share')) === null) return;
    const ids = revisions.map(({ documentId }) => documentId);
    const documents = await tx.document.findMany({ where: { id: { in: ids }, deletedAt: null } });
    for (const document of documents) await markDeleted(tx, document);
  });
  await publishKnowledge({ knowledgeId }, run);
}

async function eraseOlder(knowledgeId: string, revisions: readonly UploadRow[]): Promise<void> {
  if (revisions.length === 0) return;
  if (revisions.some(({ serving }) => serving)) {
    throw new AppError(
      'unavailable',
      'A document is being replaced; its older revision goes once that is done.',
    );
  }
  const ids = revisions.map(({ revisionId }) => revisionId);
  await withLock(knowledgeLock(knowledgeId), async () => {
    for (const generation of await generationsOf(prisma(), knowledgeId)) {
      const index = await openMadeIndex(knowledgeId, generation);
      if (index === null) continue;
      try {
        await index.eraseRevisions(ids);
      } finally {
        index.close();
      }
    }
    await removeRevisionFiles(knowledgeId, ids);
    await deleteRevisionRows(ids);
    const hashes = [...new Set(revisions.map(({ contentHash }) => contentHash))];
    for (const hash of await unusedHashes(knowledgeId, hashes)) {
      await rm(originalPath(knowledgeId, hash), { force: true });
    }
  });
}
