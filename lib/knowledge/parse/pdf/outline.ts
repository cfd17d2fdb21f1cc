import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

type OutlineNode = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** Enough for any book; more is an attack. */
const mostEntries = 20_000;

/** Titles of a document's bookmarks with their depth, so that headings get the author's own levels. */
export class Outline {
  private readonly levels = new Map<string, number[]>();
  size = 0;

  static async of(pdf: PDFDocumentProxy): Promise<Outline> {
    const outline = new Outline();
    const roots = await pdf.getOutline().catch(() => null);
    const stack = (roots ?? []).map((node) => ({ node, level: 1 })).reverse();
    for (let next = stack.pop(); next !== undefined && outline.size < mostEntries; next = stack.pop()) {
      outline.add(next.node.title, next.level);
      const { level } = next;
      const children: OutlineNode[] = next.node.items;
      for (const child of [...children].reverse()) stack.push({ node: child, level: level + 1 });
    }
    return outline;
  }

  /** Level of the next unused entry with this title, 1 for the outermost; null when there is none. */
  match(title: string): number | null {
    const levels = this.levels.get(titleKey(title));
    return levels?.shift() ?? null;
  }

  has(title: string): boolean {
    return (this.levels.get(titleKey(title))?.length ?? 0) > 0;
  }

  private add(title: string, level: number): void {
    const key = titleKey(title);
    if (key === '') return;
    this.levels.set(key, [...(this.levels.get(key) ?? []), level]);
    this.size += 1;
  }
}

/** Compares titles without number, case, spacing and punctuation. */
function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(?:(?:chapter|part|appendix|section)\s+)?(?:[\divxlc]+|[a-z])(?:\.\d+)*[.):]?\s+(?=\S)/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
