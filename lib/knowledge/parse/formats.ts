import type { ParseFormat } from './format-contract.ts';
import type { SupportedMediaType } from './sniff-text-type.ts';

interface Format {
  /** As a person calls it. */
  label: string;
  /** Decoded into memory as a whole. */
  isText: boolean;
  /** Libraries are loaded when the first file of a format comes. */
  load: () => Promise<ParseFormat>;
}

export const formats: Record<SupportedMediaType, Format> = {
  'application/pdf': {
    label: 'PDF',
    isText: false,
    load: async () => (await import('./pdf/parse-pdf.ts')).parsePdf,
  },
  'text/html': {
    label: 'HTML',
    isText: true,
    load: async () => (await import('./html/parse-html.ts')).parseHtml,
  },
  'text/markdown': {
    label: 'Markdown',
    isText: true,
    load: async () => (await import('./parse-markdown.ts')).parseMarkdown,
  },
  'text/plain': {
    label: 'text',
    isText: true,
    load: async () => (await import('./parse-plain-text.ts')).parsePlainText,
  },
  'text/csv': {
    label: 'CSV',
    isText: true,
    load: async () => (await import('./csv/parse-csv.ts')).parseCsv,
  },
  'application/json': {
    label: 'JSON',
    isText: true,
    load: async () => (await import('./json/parse-json.ts')).parseJson,
  },
  'application/jsonl': {
    label: 'JSON Lines',
    isText: true,
    load: async () => (await import('./json/parse-json.ts')).parseJsonLines,
  },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: 'Word',
    isText: false,
    load: async () => (await import('./office/parse-docx.ts')).parseDocx,
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    label: 'PowerPoint',
    isText: false,
    load: async () => (await import('./office/parse-pptx.ts')).parsePptx,
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: 'Excel',
    isText: false,
    load: async () => (await import('./office/parse-xlsx.ts')).parseXlsx,
  },
  'application/epub+zip': {
    label: 'EPUB',
    isText: false,
    load: async () => (await import('./epub/parse-epub.ts')).parseEpub,
  },
};
