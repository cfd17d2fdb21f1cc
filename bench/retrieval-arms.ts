import { connect, Index, MatchQuery } from '@lancedb/lancedb';
import { v5 as uuid } from 'uuid';
import { openChunkIndex } from '#lib/knowledge/chunk-index/open-chunk-index.ts';
import type { Corpus } from './corpora.ts';

/** A way to search a corpus. */
export interface Arm {
  /** Ids of the documents found, best first. */
  search(query: string, k: number): Promise<string[]>;
  close(): void;
}

/** Any fixed UUID: ids only have to be the same for the same corpus. */
const namespace = '6f1c2d0e-9a52-4a43-8b6d-6d1d9b6e3c11';
const batchRows = 5000;

/** The reference: LanceDB's own full-text search with its English stemmer and stop words, over title and text. */
export async function plainArm(folder: string, corpus: Corpus): Promise<Arm> {
  const connection = await connect(folder);
  const rows = corpus.documents.map(({ id, title, text }) => ({ id, text: `${title}\n\n${text}` }));
  const table = await connection.createTable('plain', rows);
  await table.createIndex('text', {
    config: Index.fts({ stem: true, removeStopWords: true, language: 'English', withPosition: false }),
  });
  return {
    async search(query, k) {
      const found = await table
        .query()
        .fullTextSearch(new MatchQuery(query, 'text'))
        .select(['id', 'text', '_score'])
        .limit(k)
        .toArray();
      return found.map((row) => String(row.id));
    },
    close: () => table.close(),
  };
}

/** The product's index, every document one chunk. */
export async function slipwayArm(folder: string, corpus: Corpus): Promise<Arm> {
  const index = await openChunkIndex({ folder, table: 'chunks', dimensions: null });
  const chunks = corpus.documents.map(({ id, title, text }) => ({
    chunkId: uuid(`chunk/${id}`, namespace),
    documentId: uuid(`document/${id}`, namespace),
    revisionId: uuid(`revision/${id}`, namespace),
    documentName: id,
    documentTitle: title,
    mediaType: 'text/plain',
    language: corpus.language,
    ordinal: 0,
    text,
    headingPath: [],
    blockStart: 0,
    blockEnd: 0,
    page: null,
    boxes: [],
  }));
  for (let start = 0; start < chunks.length; start += batchRows) {
    await index.addChunks(chunks.slice(start, start + batchRows), 1);
  }
  await index.optimize();
  return {
    async search(query, k) {
      const { hits } = await index.search({ query, mode: 'keyword', k, snapshot: 1 });
      return hits.map(({ documentName }) => documentName);
    },
    close: () => index.close(),
  };
}

/** The same questions over the documents repeated up to `size`, copies under new ids: a speed test only. */
export function replicate(corpus: Corpus, size: number): Corpus {
  const { documents } = corpus;
  const repeated = Array.from({ length: size }, (_, at) => {
    const document = documents[at % documents.length];
    if (document === undefined) throw new RangeError('The corpus has no documents.');
    return { ...document, id: `${document.id}/${Math.floor(at / documents.length)}` };
  });
  return { ...corpus, name: `${corpus.name} × ${size}`, documents: repeated };
}
