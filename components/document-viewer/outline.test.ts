import { describe, expect, it } from 'vitest';
import type { Block } from '#lib/knowledge/schemas.ts';
import { entryAt, outlineOf } from './outline.ts';

function heading(index: number, level: number, text: string, page?: number): Block {
  return { index, kind: 'heading', text, level, headingPath: [], ...(page !== undefined && { page }) };
}
const blocks: Block[] = [
  { index: 0, kind: 'paragraph', text: 'Preface', headingPath: [] },
  heading(1, 2, 'Safety', 1),
  heading(2, 4, 'Loads', 2),
  { index: 3, kind: 'paragraph', text: 'Never exceed 5 t.', headingPath: ['Safety', 'Loads'] },
  heading(4, 2, 'Maintenance', 3),
  heading(5, 3, '  '),
];

describe('the outline', () => {
  it('indents from the outermost level in use, without steps nobody uses', () => {
    expect(outlineOf(blocks)).toEqual([
      { index: 1, title: 'Safety', depth: 0, page: 1 },
      { index: 2, title: 'Loads', depth: 1, page: 2 },
      { index: 4, title: 'Maintenance', depth: 0, page: 3 },
    ]);
  });

  it('tells the section a block stands in', () => {
    const outline = outlineOf(blocks);
    expect(entryAt(outline, 3)?.title).toBe('Loads');
    expect(entryAt(outline, 4)?.title).toBe('Maintenance');
    expect(entryAt(outline, 0)).toBeNull();
  });
});
