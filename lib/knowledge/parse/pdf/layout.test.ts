import { describe, expect, it, vi } from 'vitest';
import { makePlainPdf, makeTwoColumnPdf } from '../../../../e2e/fixtures/make-files.ts';
import { parseDocument } from '../parse-document.ts';
import { dropFurniture } from './furniture.ts';
import { hyphenatedWords, joinLines } from './join-lines.ts';
import type { PageLayout, Segment } from './layout.ts';

// Real files on a busy machine: the first test also loads the parsers.
vi.setConfig({ testTimeout: 30_000 });

describe('joining lines', () => {
  const join = (lines: string[], known: string[] = []) => joinLines(lines, hyphenatedWords(known));

  it('undoes hyphenation but keeps hyphens that belong to the word', () => {
    expect(join(['The con-', 'tainer stands'])).toBe('The container stands');
    expect(join(['use dpkg-', 'source here'], ['see dpkg-source(1)'])).toBe('use dpkg-source here');
    expect(join(['a Franco-', 'British crane'])).toBe('a Franco-British crane');
    expect(join(['one', 'two'])).toBe('one two');
  });

  it('puts no space between ideographs', () => {
    expect(join(['港口起重', '机操作'])).toBe('港口起重机操作');
  });
});

describe('page furniture', () => {
  const segment = (text: string, baseline: number): Segment => ({
    text,
    x: 72,
    right: 72 + text.length * 5,
    baseline,
    size: 10,
    bold: false,
    italic: false,
    mono: false,
    rtl: false,
  });
  const page = (number: number, segments: Segment[]): PageLayout => ({
    number,
    label: undefined,
    width: 595,
    height: 842,
    segments,
    sideways: false,
  });

  it('goes when it comes back on other pages, with chapter titles and page numbers that change', () => {
    const pages = ['Ropes', 'Ropes', 'Wind', 'Wind', 'Fire', 'Fire'].map((chapter, at) =>
      page(at + 1, [
        segment(`Manual ${at + 1}`, 40),
        segment(chapter, 52),
        segment(`First line ${'abcdef'[at]} of the page`, 90),
        segment(`Last line ${'ghijkl'[at]} of the page`, 760),
        segment(`- ${at + 1} -`, 810),
      ]),
    );
    dropFurniture(pages);
    expect(pages.map(({ segments }) => segments.map(({ text }) => text))).toEqual(
      pages.map((_, at) => [
        `First line ${'abcdef'[at]} of the page`,
        `Last line ${'ghijkl'[at]} of the page`,
      ]),
    );
  });

  it('stays when chapters start at the top of their pages', () => {
    const pages = [1, 2, 3, 4].map((chapter, at) =>
      page(at * 3 + 1, [
        segment(`Chapter ${chapter}`, 60),
        segment(`${chapter}.1 Version 4.${chapter}.1`, 90),
      ]),
    );
    dropFurniture(pages);
    expect(pages.flatMap(({ segments }) => segments)).toHaveLength(8);
  });

  it('stays when it is the text of a single page', () => {
    const only = page(1, [segment('A short letter', 50), segment('Yours truly', 800)]);
    dropFurniture([only]);
    expect(only.segments).toHaveLength(2);
  });
});

describe('reading order', () => {
  const sentences = Array.from(
    { length: 24 },
    (_, at) => `Sentence number ${at + 1} tells how the crane was moved along the quay that morning.`,
  );

  it('reads the left column before the right one', async () => {
    const paragraphs = Array.from({ length: 8 }, (_, at) => sentences.slice(at * 3, at * 3 + 3).join(' '));
    const { blocks } = await parseDocument({
      bytes: await makeTwoColumnPdf('On cranes', paragraphs),
      name: 'a.pdf',
    });
    expect(blocks[0]).toMatchObject({ kind: 'heading', text: 'On cranes' });
    const text = blocks
      .slice(1)
      .map((block) => block.text)
      .join(' ');
    expect(text).toBe(sentences.join(' '));
    const [left, right] = [blocks[1]?.boxes?.[0], blocks.at(-1)?.boxes?.[0]];
    expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
  });

  it('joins a paragraph that goes on on the next page and keeps a box on each', async () => {
    const filler = Array.from({ length: 30 }, (_, at) => `Line ${at} of the filler stands alone here.`);
    const bytes = await makePlainPdf([
      [...filler, 'This sentence does not end on its own page because it goes'],
      ['on at the top of the next page.'],
    ]);
    const { blocks } = await parseDocument({ bytes, name: 'a.pdf' });
    const joined = blocks.find((block) => block.text.startsWith('This sentence'));
    expect(joined?.text).toBe(
      'This sentence does not end on its own page because it goes on at the top of the next page.',
    );
    expect(joined?.boxes?.map((box) => box.page)).toEqual([joined?.page, (joined?.page ?? 0) + 1]);
  });
});
