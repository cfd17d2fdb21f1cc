import { stat } from 'node:fs/promises';
import type { Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { assertIsReader, assertMayOpen, assertMayOpenAny } from './assert-may-open.ts';
import { type RevisionWithOwners, requireRevision } from './document-store.ts';
import { originalPath, parsedPath, readGzippedJson } from './files.ts';
import { openMadeIndex } from './open-indexes.ts';
import { type DocumentContent, parsedDocumentSchema } from './schemas.ts';
import { generationsOf } from './store.ts';

/**
 * A revision as the viewer shows it: its blocks, and its chunks as they are indexed.
 * @throws AppError `not_found`, or `conflict` while it has not been parsed.
 */
export async function readDocumentContent(caller: Caller, revisionId: string): Promise<DocumentContent> {
  const found = await openRevision(caller, revisionId);
  const { revision, document, knowledge } = found;
  const stored = await readGzippedJson(parsedPath(knowledge.id, revision.id));
  if (stored === null) {
    const why = revision.state === 'failed' ? ` It failed: ${revision.error ?? 'unknown reason'}` : '';
    throw new AppError('conflict', `"${document.name}" has not been read yet.${why}`);
  }
  return {
    documentId: document.id,
    revisionId: revision.id,
    revision: revision.number,
    superseded: document.servingRevisionId !== null && document.servingRevisionId !== revision.id,
    knowledge: knowledge.name,
    name: document.name,
    sourceUrl: document.sourceUrl,
    byteSize: revision.byteSize,
    parsed: parsedDocumentSchema.parse(stored),
    chunks: await chunksOf(found),
  };
}

/** What the caller may not open does not exist for them. */
async function openRevision(caller: Caller, revisionId: string): Promise<RevisionWithOwners> {
  assertMayOpenAny(caller);
  const found = await requireRevision(revisionId);
  await assertMayOpen(caller, found.knowledge.name);
  await assertIsReader(caller, found.knowledge.name, found.document.id);
  return found;
}

/** From the newest generation that holds the revision: a superseded one may be in an old generation only. */
async function chunksOf({ revision, knowledge }: RevisionWithOwners): Promise<DocumentContent['chunks']> {
  if (revision.indexedAt === null) return [];
  for (const generation of await generationsOf(prisma(), knowledge.id)) {
    const index = await openMadeIndex(knowledge.id, generation);
    if (index === null) continue;
    try {
      const chunks = await index.chunksOfRevision(revision.id);
      if (chunks.length > 0) return chunks;
    } finally {
      index.close();
    }
  }
  return [];
}

export interface OriginalFile {
  path: string;
  name: string;
  mediaType: string;
  byteSize: number;
  contentHash: string;
}

/** The bytes as they were uploaded. @throws AppError `not_found` */
export async function findOriginal(caller: Caller, revisionId: string): Promise<OriginalFile> {
  const { revision, document, knowledge } = await openRevision(caller, revisionId);
  const path = originalPath(knowledge.id, revision.contentHash);
  const info = await stat(path).catch(() => null);
  if (info === null) throw notFound('The original file');
  return {
    path,
    name: document.name,
    mediaType: revision.mediaType,
    byteSize: info.size,
    contentHash: revision.contentHash,
  };
}
