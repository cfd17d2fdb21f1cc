import { assertMayAt, type Caller, principalsOf } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { assertIsReader } from './assert-may-open.ts';
import { chunkDocument } from './chunk-document.ts';
import { requireDocument, sampleDocuments } from './document-store.ts';
import { parsedPath, readGzippedJson } from './files.ts';
import { hiddenDocuments } from './readers/hidden-documents.ts';
import {
  type Chunk,
  type ChunkingPreview,
  type PreviewChunkingInput,
  parsedDocumentSchema,
} from './schemas.ts';
import { knowledgeView } from './serving-view.ts';
import { type KnowledgeRow, requireKnowledge } from './store.ts';

const sampledDocuments = 5;
const sampledChunks = 20;

/** Cuts one document, or a few that the caller may read, by options that are not applied yet. */
export async function previewChunking(
  caller: Caller,
  name: string,
  input: PreviewChunkingInput,
): Promise<ChunkingPreview> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  const chosen = await chooseDocuments(caller, knowledge, input.documentId);
  const documents: ChunkingPreview['documents'] = [];
  const lengths: number[] = [];
  for (const { document, latest } of chosen) {
    const stored = await readGzippedJson(parsedPath(knowledge.id, latest.id));
    if (stored === null) continue;
    const chunks = chunkDocument(parsedDocumentSchema.parse(stored), input.chunking);
    lengths.push(...lengthsOf(chunks));
    documents.push({
      documentId: document.id,
      name: document.name,
      statistics: statisticsOf(lengthsOf(chunks)),
      currentCount: latest.chunkCount,
      sample: chunks.slice(0, sampledChunks),
    });
  }
  return { documents, statistics: statisticsOf(lengths) };
}

async function chooseDocuments(caller: Caller, knowledge: KnowledgeRow, documentId: string | undefined) {
  if (documentId !== undefined) {
    await assertIsReader(caller, knowledge.name, documentId);
    return [await requireDocument(knowledge, documentId)];
  }
  const hidden = hiddenDocuments(await knowledgeView(knowledge.name), principalsOf(caller));
  if (hidden === 'all') return [];
  return sampleDocuments(prisma(), knowledge.id, { count: sampledDocuments, except: hidden });
}

function lengthsOf(chunks: readonly Chunk[]): number[] {
  return chunks.map(({ text }) => text.length);
}

function statisticsOf(lengths: readonly number[]): ChunkingPreview['statistics'] {
  const sorted = [...lengths].sort((a, b) => a - b);
  return {
    count: sorted.length,
    minChars: sorted[0] ?? 0,
    medianChars: sorted[Math.floor(sorted.length / 2)] ?? 0,
    maxChars: sorted.at(-1) ?? 0,
  };
}
