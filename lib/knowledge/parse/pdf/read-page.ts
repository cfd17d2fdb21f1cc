import { OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FontBook } from './fonts.ts';
import type { PageLayout, Run } from './layout.ts';
import { segmentsOf } from './segments.ts';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type TextItem = Extract<TextContent['items'][number], { str: string }>;

/** Text of one page as segments. Text drawn at an angle (stamps, watermarks) is left out. */
export async function readPage(
  page: PDFPageProxy,
  fonts: FontBook,
  label: string | undefined,
): Promise<PageLayout> {
  const view = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ includeMarkedContent: true });
  await fonts.learn(page, [...new Set(textItems(content).map((item) => item.fontName))]);
  const items = itemsOutsideArtifacts(content);
  const runs = items.flatMap((item) => toRun(item, view.transform, fonts) ?? []);
  return {
    number: page.pageNumber,
    label,
    width: view.width,
    height: view.height,
    segments: segmentsOf(runs),
    sideways: isSideways(items, runs),
  };
}

/** Smallest picture, in square points, that may hold text. */
const smallestPicture = 900;
/** Outlines a page of text turned into shapes has at least. */
const fewestShapes = 50;

/**
 * Whether a page without text shows a picture or text turned into shapes. Images are not decoded, so they
 * are told by the transform that places them: it scales the unit square to the picture's size.
 */
export async function showsPicture(page: PDFPageProxy): Promise<boolean> {
  const { fnArray, argsArray } = await page.getOperatorList();
  let shapes = 0;
  for (const [at, operator] of fnArray.entries()) {
    if (operator === OPS.paintImageXObject || operator === OPS.paintInlineImageXObject) return true;
    if (operator === OPS.constructPath) shapes += 1;
    const [a, b, c, d]: number[] = operator === OPS.transform ? argsArray[at] : [];
    if (Math.abs((a ?? 0) * (d ?? 0) - (b ?? 0) * (c ?? 0)) > smallestPicture) return true;
  }
  return shapes >= fewestShapes;
}

/** Most of the page's text is drawn at an angle, e.g. a wide table turned on its side. */
function isSideways(items: readonly TextItem[], runs: readonly Run[]): boolean {
  const chars = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.trim().length, 0);
  const all = chars(items.map((item) => item.str));
  return all > 100 && chars(runs.map((run) => run.text)) < all / 2;
}

function textItems(content: TextContent): TextItem[] {
  return content.items.filter((item): item is TextItem => 'str' in item);
}

/**
 * Tagged PDFs mark running heads and page numbers as artifacts. When everything is so marked, the marks
 * mean nothing and are ignored.
 */
function itemsOutsideArtifacts(content: TextContent): TextItem[] {
  const kept: TextItem[] = [];
  const open: boolean[] = [];
  for (const item of content.items) {
    if ('str' in item) {
      if (!open.includes(true)) kept.push(item);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push('tag' in item && item.tag === 'Artifact');
  }
  return kept.some((item) => item.str.trim() !== '') ? kept : textItems(content);
}

function toRun(item: TextItem, viewTransform: number[], fonts: FontBook): Run | null {
  if (item.str === '') return null;
  const [a, b, , d, x, y]: number[] = Util.transform(viewTransform, item.transform);
  if (a === undefined || b === undefined || d === undefined || x === undefined || y === undefined)
    return null;
  if (Math.abs(b) > Math.abs(a) * 0.1) return null;
  const size = Math.abs(d) || Math.abs(a);
  const traits = fonts.traits(item.fontName);
  return { text: item.str, x, right: x + item.width, baseline: y, size, ...traits, rtl: item.dir === 'rtl' };
}
