import { rm } from 'node:fs/promises';
import { withLock } from '../../platform/advisory-lock.ts';
import { originalPath, removeRevisionFiles } from '../files.ts';
import { openMadeIndex } from '../open-indexes.ts';
import { dropDocuments, revisionsOfDocuments, writtenGenerations } from './publication-store.ts';

/**
 * Erases deleted documents from every snapshot and from disk, rows last: as long as the rows are there, a crash is
 * followed by another try. Needs the knowledge base's lock.
 */
export async function eraseDocuments(knowledgeId: string, documentIds: readonly string[]): Promise<void> {
  const { revisionIds, contentHashes } = await revisionsOfDocuments(documentIds);
  for (const generation of await writtenGenerations(knowledgeId)) {
    const index = await openMadeIndex(knowledgeId, generation);
    if (index === null) continue;
    try {
      await index.eraseRevisions(revisionIds);
    } finally {
      index.close();
    }
  }
  // An ingestion that has not yet noticed the deletion might write its result after the removal: wait for its end.
  for (const id of revisionIds) await withLock(`revision/${id}`, async () => undefined);
  await removeRevisionFiles(knowledgeId, revisionIds);
  await dropDocuments(knowledgeId, documentIds, contentHashes, async (unused) => {
    for (const hash of unused) await rm(originalPath(knowledgeId, hash), { force: true });
  });
}
