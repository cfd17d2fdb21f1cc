import { describe, expect, it } from 'vitest';
import type { Block, BlockKind } from '#lib/knowledge/schemas.ts';
import { groupBlocks, tableOf } from './block-groups.ts';

function blocksOf(...kinds: [BlockKind, number?][]): Block[] {
  return kinds.map(([kind, page], index) => ({
    index,
    kind,
    text: `${kind} ${index}`,
    headingPath: [],
    ...(page !== undefined && { page }),
  }));
}

describe('groups', () => {
  it('joins neighbouring list items and table rows', () => {
    const groups = groupBlocks(
      blocksOf(['paragraph'], ['list-item'], ['list-item'], ['table-row'], ['table-row'], ['paragraph']),
    );
    expect(groups.map(({ kind, blocks }) => [kind, blocks.length])).toEqual([
      ['single', 1],
      ['list', 2],
      ['table', 2],
      ['single', 1],
    ]);
  });

  it('ends a group with its page and marks where a page begins', () => {
    const groups = groupBlocks(blocksOf(['list-item', 1], ['list-item', 2], ['list-item', 2]));
    expect(groups.map(({ page, blocks }) => [page, blocks.length])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
});

describe('tables', () => {
  it('reads named cells, also where some are empty', () => {
    expect(tableOf(['Part: Hook; Load: 5 t', 'Part: Chain', 'Part: Jib; Load: 9 t'])).toEqual({
      header: ['Part', 'Load'],
      rows: [
        ['Hook', '5 t'],
        ['Chain', ''],
        ['Jib', '9 t'],
      ],
    });
  });

  it('reads rows without names', () => {
    expect(tableOf(['a | b', 'c | d'])).toEqual({
      header: null,
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
  });

  it('gives up rather than tear a value apart', () => {
    expect(tableOf(['Note: wait; then go', 'Note: stop'])).toBeNull();
    expect(tableOf(['a | b', 'c'])).toBeNull();
    expect(tableOf(['Part: Hook; Load: 5', 'Part: Jib; Load: 9', 'Part: Pin; Note: new'])).toBeNull();
  });
});
