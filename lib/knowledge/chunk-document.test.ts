import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from './chunk-document.ts';
import { type Block, type Chunking, defaultChunking, type ParsedDocument } from './schemas.ts';

function parsed(blocks: Omit<Block, 'index'>[]): ParsedDocument {
  return {
    title: null,
    language: 'en',
    mediaType: 'text/plain',
    pages: [],
    blocks: blocks.map((block, index) => ({ ...block, index })),
    warnings: [],
  };
}

const heading = (text: string, level: number, headingPath: string[] = []) =>
  ({ kind: 'heading', text, level, headingPath }) as const;
const paragraph = (text: string, headingPath: string[] = []) =>
  ({ kind: 'paragraph', text, headingPath }) as const;
const options = (given: Partial<Chunking>): Chunking => ({ ...defaultChunking, ...given });
const bare = (text: string) => text.replaceAll(/\s/gu, '');

describe('chunkDocument by structure', () => {
  it('starts a chunk at every heading of the same or a higher level', () => {
    const chunks = chunkDocument(
      parsed([
        paragraph('Preface.'),
        heading('One', 1),
        paragraph('First.', ['One']),
        heading('Two', 1),
        paragraph('Second.', ['Two']),
      ]),
      defaultChunking,
    );
    expect(chunks.map(({ text }) => text)).toEqual(['Preface.', 'One\n\nFirst.', 'Two\n\nSecond.']);
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([[], ['One'], ['Two']]);
  });

  it('takes a deeper section in only when it fits whole', () => {
    const blocks = [
      heading('One', 1),
      paragraph('x'.repeat(100), ['One']),
      heading('One A', 2, ['One']),
      paragraph('y'.repeat(150), ['One', 'One A']),
    ];
    expect(chunkDocument(parsed(blocks), options({ maxChars: 300 }))).toHaveLength(1);
    const apart = chunkDocument(parsed(blocks), options({ maxChars: 200 }));
    expect(apart.map(({ blockStart, blockEnd }) => [blockStart, blockEnd])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(apart[1]?.headingPath).toEqual(['One', 'One A']);
  });

  it('keeps table rows whole and on lines of their own', () => {
    const rows = Array.from({ length: 10 }, (_, row) => ({
      kind: 'table-row' as const,
      text: `Part ${row}. Price: ${row} euro. ${'note '.repeat(8)}`.trim(),
      headingPath: [],
    }));
    const chunks = chunkDocument(parsed(rows), options({ maxChars: 200, overlapChars: 0 }));
    const lines = chunks.flatMap(({ text }) => text.split('\n'));
    expect(lines).toEqual(rows.map(({ text }) => text));
  });

  it('cuts a long paragraph at sentence ends and repeats the last sentence', () => {
    const sentences = Array.from({ length: 12 }, (_, n) => `Sentence number ${n} says a little.`);
    const chunks = chunkDocument(
      parsed([paragraph(sentences.join(' '))]),
      options({ maxChars: 200, overlapChars: 40 }),
    );
    for (const [at, chunk] of chunks.entries()) {
      expect(chunk.text).toMatch(/^Sentence number .*little\.$/su);
      const before = chunks[at - 1];
      if (before) expect(before.text.endsWith(chunk.text.slice(0, chunk.text.indexOf('.') + 1))).toBe(true);
    }
  });

  it('carries page and boxes of the blocks it covers', () => {
    const box = (page: number) => ({ page, x: 1, y: 2, width: 3, height: 4 });
    const [chunk] = chunkDocument(
      parsed([
        { ...paragraph('One.'), page: 4, boxes: [box(4)] },
        { ...paragraph('Two.'), page: 5, boxes: [box(5)] },
      ]),
      defaultChunking,
    );
    expect(chunk).toMatchObject({ page: 4, boxes: [box(4), box(5)], blockStart: 0, blockEnd: 1 });
  });

  it('makes nothing of a document without text', () => {
    expect(chunkDocument(parsed([]), defaultChunking)).toEqual([]);
    expect(chunkDocument(parsed([paragraph(' \n ')]), defaultChunking)).toEqual([]);
  });
});

describe('chunkDocument, whatever the document', () => {
  const text = fc.oneof(
    fc.lorem({ maxCount: 60 }),
    fc.lorem({ maxCount: 12, mode: 'sentences' }),
    fc.string({ unit: 'grapheme', maxLength: 700 }),
    fc.constant('🌍'.repeat(250)),
    fc.constant('漢字。'.repeat(150)),
  );
  const block = fc.record({
    kind: fc.constantFrom('heading', 'paragraph', 'list-item', 'table-row', 'code' as const),
    level: fc.integer({ min: 1, max: 4 }),
    text,
  });
  const document = fc
    .array(block, { maxLength: 25 })
    .map((blocks) => parsed(blocks.map((given) => ({ ...given, headingPath: [] }) as Omit<Block, 'index'>)));
  const chunking = fc.record({
    strategy: fc.constantFrom('structure', 'size' as const),
    maxChars: fc.integer({ min: 200, max: 1500 }),
    overlapChars: fc.integer({ min: 0, max: 400 }),
  });

  it('covers every block, keeps the limit, numbers chunks from 0 and never halves a character', () => {
    fc.assert(
      fc.property(document, chunking, (input, given) => {
        const chunks = chunkDocument(input, given);
        expect(chunks.map(({ ordinal }) => ordinal)).toEqual(chunks.map((_, at) => at));
        for (const chunk of chunks) {
          expect(chunk.text.length).toBeLessThanOrEqual(given.maxChars);
          expect(chunk.text.trim()).not.toBe('');
          expect(chunk.text.isWellFormed()).toBe(true);
        }
        for (const { text: whole, index } of input.blocks) {
          const covering = chunks.filter(
            ({ blockStart, blockEnd }) => blockStart <= index && index <= blockEnd,
          );
          if (whole.trim() === '') continue;
          expect(covering).not.toEqual([]);
          if (given.strategy === 'size' || whole.trim().length > given.maxChars) continue;
          expect(covering.some((chunk) => chunk.text.includes(whole.trim()))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says everything exactly once when nothing overlaps', () => {
    fc.assert(
      fc.property(document, chunking, (input, given) => {
        const chunks = chunkDocument(input, { ...given, overlapChars: 0 });
        expect(bare(chunks.map((chunk) => chunk.text).join(''))).toBe(
          bare(input.blocks.map((each) => each.text).join('')),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never goes on past a heading of the level it began under', () => {
    fc.assert(
      fc.property(document, chunking, (input, given) => {
        const chunks = chunkDocument(input, { ...given, strategy: 'structure' });
        for (const { blockStart, blockEnd } of chunks) {
          const inside = input.blocks.slice(blockStart + 1, blockEnd + 1);
          const levels = inside
            .filter(({ kind, text: title }) => kind === 'heading' && title.trim() !== '')
            .map(({ level }) => level ?? 1);
          const enclosing = input.blocks
            .slice(0, blockStart + 1)
            .findLast(({ kind, text: title }) => kind === 'heading' && title.trim() !== '');
          for (const level of levels) expect(level).toBeGreaterThan(enclosing?.level ?? 6);
        }
      }),
      { numRuns: 300 },
    );
  });
});
