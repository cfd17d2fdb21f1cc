import { marked } from 'marked';
import { parse as parseYaml } from 'yaml';
import type { BlockWriter } from './block-writer.ts';
import { decodeText } from './decode-text.ts';
import { parseHtmlTree } from './html/dom.ts';
import { walkHtml } from './html/walk-html.ts';

/** Reads Markdown (GitHub flavour). Images leave their description; nothing they point to is fetched. */
export function parseMarkdown(bytes: Uint8Array, writer: BlockWriter): void {
  const { text, damaged } = decodeText(bytes);
  if (damaged) writer.warn('Some bytes of this file are not valid text and were replaced.');
  const { matter, body } = splitFrontMatter(text.replaceAll('\0', ''));
  writer.metadataTitle = matter === null ? null : frontMatterTitle(matter);
  const html = marked.parse(body, { async: false, gfm: true });
  walkHtml(parseHtmlTree(html), writer, { inMain: true });
}

function splitFrontMatter(text: string): { matter: string | null; body: string } {
  const match = /^\ufeff?---\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)\r?\n/.exec(text);
  if (match === null) return { matter: null, body: text };
  return { matter: match[1] ?? '', body: text.slice(match[0].length) };
}

function frontMatterTitle(matter: string): string | null {
  try {
    const data: unknown = parseYaml(matter, { maxAliasCount: 10 });
    if (typeof data !== 'object' || data === null || !('title' in data)) return null;
    return typeof data.title === 'string' ? data.title : null;
  } catch {
    return null;
  }
}
