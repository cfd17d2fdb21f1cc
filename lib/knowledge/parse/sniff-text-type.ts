import { sniffDelimiter } from './csv/sniff-delimiter.ts';

export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  epub: 'application/epub+zip',
  html: 'text/html',
  markdown: 'text/markdown',
  text: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
} as const;
export type SupportedMediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

const byExtension: Record<string, SupportedMediaType> = {
  '.html': mediaTypes.html,
  '.htm': mediaTypes.html,
  '.xhtml': mediaTypes.html,
  '.md': mediaTypes.markdown,
  '.markdown': mediaTypes.markdown,
  '.mdx': mediaTypes.markdown,
  '.txt': mediaTypes.text,
  '.text': mediaTypes.text,
  '.log': mediaTypes.text,
  '.csv': mediaTypes.csv,
  '.tsv': mediaTypes.csv,
  '.json': mediaTypes.json,
  '.geojson': mediaTypes.json,
  '.jsonl': mediaTypes.jsonl,
  '.ndjson': mediaTypes.jsonl,
};

const byDeclared: Record<string, SupportedMediaType> = {
  'text/html': mediaTypes.html,
  'application/xhtml+xml': mediaTypes.html,
  'text/markdown': mediaTypes.markdown,
  'text/csv': mediaTypes.csv,
  'text/tab-separated-values': mediaTypes.csv,
  'application/json': mediaTypes.json,
  'application/jsonl': mediaTypes.jsonl,
  'application/x-ndjson': mediaTypes.jsonl,
};

interface TextHints {
  /** With its dot, lower case. */
  extension: string;
  declared: string | undefined;
  /** False when `text` is only the beginning of the file. */
  complete: boolean;
}

/** Which text format this is. Unmistakable content wins over the extension; the rest is a matter of trust. */
export function sniffTextType(text: string, hints: TextHints): SupportedMediaType {
  const start = text.slice(0, 4096).trimStart();
  const claimed = byExtension[hints.extension] ?? byDeclared[mediaTypeName(hints.declared)];
  if (isHtmlStart(start) && claimed !== mediaTypes.markdown) return mediaTypes.html;
  if (claimed === mediaTypes.html && /<[a-z][^>]*>/i.test(text)) return claimed;
  if (claimed === mediaTypes.markdown || claimed === mediaTypes.text) return claimed;
  const structured = jsonKind(text, start, hints.complete);
  if (structured !== null) return structured;
  if (claimed === mediaTypes.json || claimed === mediaTypes.jsonl) {
    return /^[[{"]/.test(start) ? claimed : mediaTypes.text;
  }
  if (claimed === mediaTypes.csv) return claimed;
  if (sniffDelimiter(text, { strict: true }) !== null) return mediaTypes.csv;
  return isMarkdown(text) ? mediaTypes.markdown : mediaTypes.text;
}

function mediaTypeName(declared: string | undefined): string {
  return (declared ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function isHtmlStart(start: string): boolean {
  const bare = start.replace(/^(<\?xml[^>]*>|<!--[\s\S]*?-->|\s)+/, '');
  return /^<(!doctype html|html|head|body)\b/i.test(bare);
}

function jsonKind(text: string, start: string, complete: boolean): SupportedMediaType | null {
  if (!/^[[{]/.test(start)) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const whole = complete ? lines : lines.slice(0, -1);
  const sample = whole.slice(0, 50);
  const records = sample.filter((line) => /^\s*[[{]/.test(line) && parses(line)).length;
  if (whole.length > 1 && records >= sample.length / 2) return mediaTypes.jsonl;
  if (!complete) return /^(\{\s*["}]|\[\s*[[{"\d\]tfn-])/.test(start) ? mediaTypes.json : null;
  return parses(text) ? mediaTypes.json : null;
}

function parses(json: string): boolean {
  try {
    JSON.parse(json.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

/** Two different marks of Markdown that plain text seldom shows. */
function isMarkdown(text: string): boolean {
  const marks = [
    /^#{1,6} \S/m,
    /^```/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /^\|? *:?-{3,}:? *\|/m,
    /\*\*\S[^*\n]*\*\*/,
  ];
  return marks.filter((mark) => mark.test(text)).length >= 2;
}
