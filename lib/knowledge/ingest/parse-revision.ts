import { originalPath, parsedPath, readGzippedJson, writeGzippedJson } from '../files.ts';
import { parseInPool } from '../parse/index.ts';
import { type ParsedDocument, parsedDocumentSchema } from '../schemas.ts';
import { writeParseFacts } from './ingestion-store.ts';

const parseTimeoutMs = 30 * 60_000;

export interface ParsingRevision {
  revisionId: string;
  documentName: string;
  contentHash: string;
  mediaType: string;
}

/** The parsed document: as stored by an earlier run, else parsed now and stored. @throws ParseError */
export async function parseRevision(
  knowledgeId: string,
  revision: ParsingRevision,
  options: { signal: AbortSignal; onProgress?: (share: number) => void },
): Promise<ParsedDocument> {
  const target = parsedPath(knowledgeId, revision.revisionId);
  const stored = await readGzippedJson(target);
  if (stored !== null) return parsedDocumentSchema.parse(stored);
  const parsed = await parseInPool({
    path: originalPath(knowledgeId, revision.contentHash),
    name: revision.documentName,
    declaredMediaType: revision.mediaType,
    onProgress: ({ done, total }) => options.onProgress?.(total === 0 ? 0 : done / total),
    signal: options.signal,
    timeoutMs: parseTimeoutMs,
  });
  options.signal.throwIfAborted();
  await writeGzippedJson(target, parsed);
  await writeParseFacts(revision.revisionId, parsed);
  return parsed;
}
