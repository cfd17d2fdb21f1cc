import type { DocumentState, EmbeddingConfig } from '#lib/knowledge/schemas.ts';

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** "Spanish" for `es`; the code itself when nobody knows it. */
export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Names of the formats that can be read, as people call them. */
export const formatNames: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'text/html': 'HTML',
  'text/markdown': 'Markdown',
  'text/plain': 'Text',
  'text/csv': 'CSV',
  'application/json': 'JSON',
  'application/jsonl': 'JSON Lines',
  'application/epub+zip': 'EPUB',
};

/** What to call a stage while it runs. */
export const stateWords: Readonly<Record<DocumentState, string>> = {
  queued: 'Queued',
  parsing: 'Parsing',
  chunking: 'Chunking',
  embedding: 'Embedding',
  indexing: 'Indexing',
  ready: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled',
  quarantined: 'Quarantined',
};

export function embeddingWords(embedding: EmbeddingConfig): string {
  if (embedding.kind === 'none') return 'Keyword search only';
  if (embedding.kind === 'local') return `Local model ${embedding.folder}`;
  return `${embedding.model} from ${embedding.provider}`;
}

/** "1 document", "12 documents". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
