import type { BlockWriter } from '../block-writer.ts';
import { decodeText } from '../decode-text.ts';
import { elementsOf, parseHtmlTree, visibleText } from './dom.ts';
import { mainContent } from './main-content.ts';
import { walkHtml } from './walk-html.ts';

/** Reads a web page: its main content, without navigation, scripts, forms and hidden text. */
export function parseHtml(bytes: Uint8Array, writer: BlockWriter): void {
  const declared = declaredCharset(bytes);
  const { text, damaged } = decodeText(bytes, declared);
  if (damaged) writer.warn('Some characters of this page could not be decoded.');
  const document = parseHtmlTree(text);
  writer.metadataTitle = titleOf(document);
  const { root, found } = mainContent(document);
  walkHtml(root, writer, { inMain: found });
}

/** The charset a page names in its first kilobytes, as browsers look for it. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(start)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(start)?.[1]
  );
}

function titleOf(document: ReturnType<typeof parseHtmlTree>): string | null {
  for (const element of elementsOf(document)) if (element.name === 'title') return visibleText(element);
  return null;
}
