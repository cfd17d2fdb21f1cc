import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { v5 } from 'uuid';
import { z } from 'zod';
import { chunkDocument } from '../lib/knowledge/chunk-document.ts';
import { openChunkIndex } from '../lib/knowledge/chunk-index/open-chunk-index.ts';
import { type ChunkHit, defaultChunking } from '../lib/knowledge/schemas.ts';

export type XquadLanguage = 'en' | 'es' | 'zh' | 'ar';

export interface XquadQuestion {
  text: string;
  answers: string[];
  /** Id of the document made of its paragraph. */
  documentId: string;
  /** 0-based article: halves for tuning and testing are split by it. */
  article: number;
}

export interface Xquad {
  language: XquadLanguage;
  paragraphs: { documentId: string; text: string }[];
  questions: XquadQuestion[];
}

const fileSchema = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(z.object({ question: z.string(), answers: z.array(z.object({ text: z.string() })) })),
        }),
      ),
    }),
  ),
});

/** Namespace of the documents' ids: the same paragraph has the same id in every run. */
const namespace = '0b5f2a52-5c47-4b4f-9a07-6f5d3c7f1a11';

/** Reads XQuAD in one language from `$SLIPWAY_CORPORA`, else `../shared/corpora`. */
export function loadXquad(language: XquadLanguage): Xquad {
  const folder = process.env.SLIPWAY_CORPORA ?? resolve(import.meta.dirname, '../../shared/corpora');
  const path = join(folder, 'xquad', `xquad.${language}.json`);
  if (!existsSync(path)) {
    throw new Error(`No XQuAD at ${path}. Set SLIPWAY_CORPORA to the folder that holds xquad/.`);
  }
  const { data } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const xquad: Xquad = { language, paragraphs: [], questions: [] };
  for (const [article, { paragraphs }] of data.entries()) {
    for (const { context, qas } of paragraphs) {
      const documentId = v5(String(xquad.paragraphs.length), namespace);
      xquad.paragraphs.push({ documentId, text: context });
      for (const { question, answers } of qas) {
        xquad.questions.push({
          text: question,
          answers: answers.map(({ text }) => text),
          documentId,
          article,
        });
      }
    }
  }
  return xquad;
}

export interface XquadIndex {
  /** Ranked chunks by keyword search. */
  search(query: string, k: number): Promise<ChunkHit[]>;
  close(): Promise<void>;
}

/** Chunks and indexes every paragraph as a document of its own, as ingestion does, in a temporary folder. */
export async function indexXquad(xquad: Xquad): Promise<XquadIndex> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-xquad-'));
  const index = await openChunkIndex({ folder, table: 'paragraphs', dimensions: null });
  const { language } = xquad;
  await index.addChunks(
    xquad.paragraphs.flatMap(({ documentId, text }) => {
      const blocks = [{ index: 0, kind: 'paragraph' as const, text, headingPath: [] }];
      const parsed = { title: null, language, mediaType: 'text/plain', pages: [], blocks, warnings: [] };
      return chunkDocument(parsed, defaultChunking).map((chunk) => ({
        ...chunk,
        chunkId: v5(String(chunk.ordinal), documentId),
        documentId,
        revisionId: documentId,
        documentName: documentId,
        documentTitle: null,
        mediaType: 'text/plain',
        language,
      }));
    }),
    1,
  );
  await index.optimize();
  return {
    search: async (query, k) => (await index.search({ query, mode: 'keyword', k, snapshot: 1 })).hits,
    close: async () => {
      index.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
