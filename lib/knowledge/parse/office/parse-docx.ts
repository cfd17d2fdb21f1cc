import mammoth from 'mammoth';
import type { BlockWriter } from '../block-writer.ts';
import { parseHtmlTree } from '../html/dom.ts';
import { walkHtml } from '../html/walk-html.ts';
import { officeTitle, openOffice, repack } from './open-office.ts';

/** Styles that mammoth does not map to headings by itself. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Caption'] => figcaption:fresh",
  "p[style-name='caption'] => figcaption:fresh",
  "p[style-name='Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  'comment-reference => sup',
];

/** Reads a Word document by way of HTML: headings by style, lists, tables, footnotes. */
export async function parseDocx(bytes: Uint8Array, writer: BlockWriter): Promise<void> {
  const parts = await openOffice(bytes);
  const { value: html } = await mammoth.convertToHtml(
    { buffer: repack(parts) },
    {
      styleMap,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  writer.metadataTitle = officeTitle(parts);
  walkHtml(parseHtmlTree(html), writer, { inMain: true });
}
