import { z } from 'zod';
import { assertMayAt, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { requireDocument, revisionsOf, summaryOf } from './document-store.ts';
import type { DocumentDetail } from './schemas.ts';
import { requireKnowledge } from './store.ts';

/** A document with all its revisions. */
export async function getDocument(caller: Caller, name: string, documentId: string): Promise<DocumentDetail> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  const { document, latest } = await requireDocument(knowledge, documentId);
  const revisions = await revisionsOf(prisma(), document.id);
  return {
    ...summaryOf(knowledge.name, document, latest),
    attempts: latest.attempts,
    stageMs: z.record(z.string(), z.number()).catch({}).parse(latest.stageMs),
    revisions: revisions.map((revision) => ({
      id: revision.id,
      number: revision.number,
      contentHash: revision.contentHash,
      byteSize: revision.byteSize,
      state: revision.state,
      error: revision.error,
      chunkCount: revision.chunkCount,
      createdAt: revision.createdAt.toISOString(),
      indexedAt: revision.indexedAt?.toISOString() ?? null,
    })),
  };
}
