import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { BlockWriter } from '../block-writer.ts';
import { ParseError, throwIfCancelled } from '../errors.ts';
import type { FormatContext } from '../format-contract.ts';
import { parseLimits } from '../limits.ts';
import { bodyStyleOf } from './body-style.ts';
import { continueGroups } from './continue-groups.ts';
import { FontBook } from './fonts.ts';
import { dropFurniture } from './furniture.ts';
import { headingLevels } from './headings.ts';
import { hyphenatedWords } from './join-lines.ts';
import type { Line, PageLayout } from './layout.ts';
import { linesOf, withoutContents } from './lines.ts';
import { hasEnd, openPdf } from './open-pdf.ts';
import { Outline } from './outline.ts';
import { groupLines } from './paragraphs.ts';
import { readPage, showsPicture } from './read-page.ts';
import { writeGroups } from './write-groups.ts';

/** Reads a PDF: text by geometry, headings by style and outline, boxes for every block. */
export async function parsePdf(
  bytes: Uint8Array,
  writer: BlockWriter,
  context: FormatContext,
): Promise<void> {
  const task = await openPdf(bytes);
  try {
    const pdf = await task.promise;
    if (pdf.numPages > parseLimits.maxPages) {
      throw new ParseError(
        'too_large',
        `This PDF has ${pdf.numPages} pages; ${parseLimits.maxPages} is the most.`,
      );
    }
    const pages = await readPages(pdf, writer, context);
    const info = (await pdf.getMetadata().catch(() => null))?.info;
    writer.metadataTitle =
      info !== undefined && 'Title' in info && typeof info.Title === 'string' ? info.Title : null;
    if (!hasEnd(bytes)) writer.warn('The end of this PDF is missing; only the pages before it were read.');
    writePages(pages, await Outline.of(pdf), writer);
  } finally {
    await task.destroy();
  }
}

async function readPages(
  pdf: PDFDocumentProxy,
  writer: BlockWriter,
  context: FormatContext,
): Promise<PageLayout[]> {
  const labels = await pdf.getPageLabels().catch(() => null);
  const fonts = new FontBook();
  const layouts: PageLayout[] = [];
  const unreadable: number[] = [];
  let pictures = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    throwIfCancelled(context.signal);
    try {
      const page = await pdf.getPage(number);
      const layout = await readPage(page, fonts, labels?.[number - 1] ?? undefined);
      if (layout.segments.length === 0 && !layout.sideways && (await showsPicture(page))) pictures += 1;
      layouts.push(layout);
      page.cleanup();
    } catch {
      unreadable.push(number);
    }
    context.onProgress?.({ done: number, total: pdf.numPages });
  }
  if (layouts.length === 0)
    throw new ParseError('malformed', 'No page of this PDF can be read. Export it again.');
  for (const layout of layouts) writer.page(pageOf(layout));
  const sideways = layouts.filter((layout) => layout.sideways).length;
  if (sideways > 0)
    writer.warn(`${counted(sideways, 'holds', 'hold')} text set sideways, which was left out.`);
  if (pictures > 0) {
    const subject = counted(pictures, 'holds', 'hold');
    writer.warn(`${subject} only images; Slipway does not read text in pictures.`);
  }
  if (unreadable.length > 0)
    writer.warn(
      `${counted(unreadable.length, 'is', 'are')} damaged and left out; the first is page ${unreadable[0]}.`,
    );
  return layouts;
}

function pageOf({ number, label, width, height }: PageLayout) {
  return { number, width, height, ...(label === undefined || label === `${number}` ? {} : { label }) };
}

function counted(pages: number, one: string, many: string): string {
  return pages === 1 ? `1 page ${one}` : `${pages} pages ${many}`;
}

function writePages(pages: PageLayout[], outline: Outline, writer: BlockWriter): void {
  dropFurniture(pages);
  const lines: Line[] = [];
  for (const page of pages) {
    const next = (lines.at(-1)?.region ?? 0) + 1;
    lines.push(...withoutContents(linesOf(page, next)));
  }
  const body = bodyStyleOf(lines);
  const groups = groupLines(lines, body);
  const levels = headingLevels(groups, body, outline);
  const joined = continueGroups(groups, (group) => levels.has(group));
  writeGroups(joined, levels, hyphenatedWords(lines.map((line) => line.text)), writer);
}
