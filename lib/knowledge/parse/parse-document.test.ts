import { describe, expect, it, vi } from 'vitest';
import {
  craneManual,
  makeManualDocx,
  makeManualEpub,
  makeManualPdf,
  makeManualPptx,
  makeManualXlsx,
} from '../../../e2e/fixtures/make-files.ts';
import { type ParsedDocument, parsedDocumentSchema } from '../schemas.ts';
import { parseDocument } from './parse-document.ts';

// Real files on a busy machine: the first test also loads the parsers.
vi.setConfig({ testTimeout: 30_000 });

const read = (bytes: Uint8Array, name: string) => parseDocument({ bytes, name });
const outline = (document: ParsedDocument) =>
  document.blocks.flatMap((block) => (block.kind === 'heading' ? [`${block.level} ${block.text}`] : []));
const find = (document: ParsedDocument, text: string) =>
  document.blocks.find((block) => block.text.includes(text));
const manualOutline = craneManual.chapters.flatMap((chapter) => [
  `1 ${chapter.title}`,
  ...chapter.sections.map((section) => `2 ${section.title}`),
]);

describe('PDF', () => {
  it('finds headings, paragraphs, lists and tables, without running heads and page numbers', async () => {
    const document = await read(await makeManualPdf(), 'manual.pdf');
    expect(parsedDocumentSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({
      title: craneManual.title,
      language: 'en',
      mediaType: 'application/pdf',
    });
    expect(document.warnings).toEqual([]);
    expect(outline(document).slice(2)).toEqual(manualOutline);
    expect(find(document, 'six broken wires')).toMatchObject({
      kind: 'list-item',
      headingPath: ['1 Before the shift', '1.2 Daily inspection'],
      page: 2,
    });
    expect(find(document, '35 m')).toMatchObject({
      kind: 'table-row',
      text: 'Outreach: 35 m; Rated load: 40 t; Hoist speed: 45 m/min',
    });
    const paragraph = craneManual.chapters[1]?.sections[0]?.paragraphs[0];
    expect(document.blocks.map((block) => block.text)).toContain(paragraph);
    expect(document.blocks.filter((block) => /Page \d|HC-40$/.test(block.text))).toEqual([]);
  });

  it('gives every block a box in points from the top left of its page', async () => {
    const document = await read(await makeManualPdf(), 'manual.pdf');
    expect(document.pages).toHaveLength(6);
    for (const block of document.blocks) {
      const page = document.pages.find(({ number }) => number === block.page);
      expect(block.boxes).toHaveLength(1);
      for (const box of block.boxes ?? []) {
        expect(box.page).toBe(block.page);
        expect(box.x).toBeGreaterThanOrEqual(71);
        expect(box.y).toBeGreaterThan(60);
        expect(box.x + box.width).toBeLessThan((page?.width ?? 0) - 70);
        expect(box.y + box.height).toBeLessThan((page?.height ?? 0) - 70);
      }
    }
    const tops = document.blocks.filter((block) => block.page === 2).map((block) => block.boxes?.[0]?.y ?? 0);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  it('ranks headings by size and weight when there are no bookmarks', async () => {
    const { blocks } = await read(await makeManualPdf({ bookmarks: false }), 'manual.pdf');
    expect(blocks.find((block) => block.text.startsWith('Stop lifting when'))?.headingPath).toEqual([
      craneManual.title,
      '2 Limits of operation',
      '2.1 Wind',
    ]);
  });

  it('reports every page and stops when told to', async () => {
    const seen: number[] = [];
    const bytes = await makeManualPdf();
    await parseDocument({ bytes, name: 'a.pdf', onProgress: ({ done, total }) => seen.push(done, total) });
    expect(seen).toEqual([1, 6, 2, 6, 3, 6, 4, 6, 5, 6, 6, 6]);
    const controller = new AbortController();
    const stopped = parseDocument({
      bytes,
      name: 'a.pdf',
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('replaces a title that a program made up', async () => {
    const document = await read(await makeManualPdf({ title: 'Microsoft Word - final2.doc' }), 'a.pdf');
    expect(document.title).toBe(craneManual.title);
  });
});

describe('office formats and e-books', () => {
  it('reads Word documents', async () => {
    const document = await read(makeManualDocx(), 'manual.docx');
    expect(document.title).toBe(craneManual.title);
    expect(outline(document)).toEqual([`1 ${craneManual.title}`, ...manualOutline]);
    expect(find(document, 'Test the horn')?.kind).toBe('list-item');
    expect(find(document, '51 t')?.text).toBe('Outreach: 15 m; Rated load: 51 t; Hoist speed: 60 m/min');
  });

  it('reads presentations slide by slide, with tables and notes', async () => {
    const document = await read(makeManualPptx(), 'manual.pptx');
    expect(document.pages).toHaveLength(5);
    expect(document.pages[0]).toMatchObject({ number: 1, width: 960, height: 540 });
    expect(outline(document)).toEqual(craneManual.chapters.map((chapter) => `1 ${chapter.title}`));
    expect(find(document, 'green log book')).toMatchObject({
      page: 1,
      text: expect.stringMatching(/^Notes: /),
    });
    expect(find(document, '45 m;')).toMatchObject({ page: 2, kind: 'table-row' });
  });

  it('reads workbooks sheet by sheet, with numbers and dates as people write them', async () => {
    const document = await read(makeManualXlsx(), 'plan.xlsx');
    expect(document.pages).toEqual([
      { number: 1, label: 'Rated loads' },
      { number: 2, label: 'Lubrication' },
    ]);
    expect(find(document, 'Slewing')).toMatchObject({
      page: 2,
      headingPath: ['Lubrication'],
      text: 'Part: Slewing ring; Interval in hours: 250; Grease: NLGI 2; Last done: 2025-04-01',
    });
  });

  it('reads e-books in the order of the spine and names chapters from the contents', async () => {
    const document = await read(makeManualEpub(), 'manual.epub');
    expect(document.title).toBe(craneManual.title);
    expect(outline(document)).toEqual([...manualOutline.slice(0, -2)]);
    expect(find(document, 'hoist rope is replaced')?.headingPath).toEqual(['5 Maintenance']);
  });
});

describe('media type', () => {
  it('goes by the content when the extension is wrong', async () => {
    const pdf = await read(await makeManualPdf(), 'notes.txt');
    expect(pdf.mediaType).toBe('application/pdf');
    expect((await read(makeManualDocx(), 'report.pdf')).mediaType).toContain('wordprocessingml');
    const html = new TextEncoder().encode('<!doctype html><p>Hello from a page</p>');
    expect((await read(html, 'page.docx')).mediaType).toBe('text/html');
    expect((await read(new TextEncoder().encode('[{"a": 1}]'), 'data.bin')).mediaType).toBe(
      'application/json',
    );
  });

  it('believes extension and declaration where content could be several things', async () => {
    const text = new TextEncoder().encode('# Title\n\na,b,c\n');
    expect((await read(text, 'a.md')).mediaType).toBe('text/markdown');
    expect((await read(text, 'a.txt')).mediaType).toBe('text/plain');
    const declared = await parseDocument({
      bytes: text,
      name: 'a',
      declaredMediaType: 'text/markdown; charset=utf-8',
    });
    expect(declared.mediaType).toBe('text/markdown');
  });
});
