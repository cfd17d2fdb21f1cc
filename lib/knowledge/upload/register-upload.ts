import { rm } from 'node:fs/promises';
import { type Caller, userIdOf } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { type Tx, transaction } from '../../platform/db.ts';
import { notFound } from '../../platform/errors.ts';
import {
  claimDocument,
  type DocumentRow,
  insertRevision,
  type RevisionRow,
  requeueRevision,
} from '../document-store.ts';
import { moveDurably, originalPath } from '../files.ts';
import { ingestDocumentJob } from '../jobs.ts';
import type { UploadOutcome } from '../schemas.ts';
import { type KnowledgeRow, lockKnowledge } from '../store.ts';
import type { ReceivedFile } from './receive-bytes.ts';

export interface UploadSource {
  /** Safe display name. */
  name: string;
  mediaType: string;
  sourceUrl: string | null;
}

/**
 * Makes a received file a document: a new one, a new revision of the one with that name, or nothing when its content is
 * what that one has already. The file is in place before the row that names it commits.
 */
export async function registerUpload(
  caller: Caller,
  knowledge: KnowledgeRow,
  file: ReceivedFile,
  source: UploadSource,
): Promise<UploadOutcome> {
  try {
    return await transaction(async (tx) => {
      // Keeps the job that removes unused originals out while this one gains a user.
      const row = await lockKnowledge(tx, knowledge.id, 'share');
      if (row === null) throw notFound(`The knowledge base "${knowledge.name}"`);
      const { document, latest } = await claimDocument(tx, knowledge.id, source.name, source.sourceUrl);
      if (latest?.contentHash === file.contentHash) return keepRevision(tx, document, latest);
      await moveDurably(file.path, originalPath(knowledge.id, file.contentHash));
      return addRevision(tx, caller, { document, latest, file, source });
    });
  } finally {
    await rm(file.path, { force: true });
  }
}

/** The same content again does nothing, except that a failed or cancelled ingestion is taken up again. */
async function keepRevision(tx: Tx, document: DocumentRow, latest: RevisionRow): Promise<UploadOutcome> {
  if (await requeueRevision(tx, latest.id)) {
    await enqueue(tx, ingestDocumentJob, { revisionId: latest.id }, { key: latest.id });
  }
  return { documentId: document.id, name: document.name, outcome: 'unchanged' };
}

interface Addition {
  document: DocumentRow;
  latest: RevisionRow | null;
  file: ReceivedFile;
  source: UploadSource;
}

async function addRevision(tx: Tx, caller: Caller, addition: Addition): Promise<UploadOutcome> {
  const { document, latest, file, source } = addition;
  const revisionId = await insertRevision(tx, document, latest, {
    name: source.name,
    sourceUrl: source.sourceUrl,
    contentHash: file.contentHash,
    byteSize: file.byteSize,
    mediaType: source.mediaType,
    createdById: userIdOf(caller),
  });
  await enqueue(tx, ingestDocumentJob, { revisionId }, { key: revisionId });
  await recordAudit(tx, caller, {
    action: latest === null ? 'document.created' : 'document.replaced',
    subject: { kind: 'document', id: document.id, name: document.name },
    after: { contentHash: file.contentHash, byteSize: file.byteSize },
  });
  return { documentId: document.id, name: document.name, outcome: latest === null ? 'created' : 'replaced' };
}
