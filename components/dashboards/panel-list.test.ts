import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Panel } from '#lib/dashboards/schemas.ts';
import { dropPanel, movePanel, putPanel, twinPanel } from './panel-list.ts';

const panel = (id: string, title = ''): Panel => ({
  id,
  title,
  expression: { metric: 'requests', aggregation: 'sum', traffic: 'live' },
  kind: 'line',
  width: 'half',
});
const abc = ['a', 'b', 'c'].map((id) => panel(id));
const idsOf = (panels: readonly Panel[]) => panels.map(({ id }) => id).join('');

describe('panels', () => {
  it('move by places, and no further than there are', () => {
    expect(idsOf(movePanel(abc, 'a', 1))).toBe('bac');
    expect(idsOf(movePanel(abc, 'c', -1))).toBe('acb');
    expect(idsOf(movePanel(abc, 'a', -1))).toBe('abc');
    expect(idsOf(movePanel(abc, 'b', 9))).toBe('acb');
    expect(idsOf(movePanel(abc, 'x', 1))).toBe('abc');
  });

  it('are never lost by moving, and a step back undoes a step', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.nat(), fc.integer(), (ids, at, by) => {
        const panels = ids.map((id) => panel(id));
        const id = ids[at % Math.max(1, ids.length)] ?? 'none';
        const moved = movePanel(panels, id, by);
        expect(moved.map((one) => one.id).sort()).toEqual([...ids].sort());
        const steps = moved.findIndex((one) => one.id === id) - ids.indexOf(id);
        expect(movePanel(moved, id, -steps)).toEqual(panels);
      }),
    );
  });

  it('are replaced, added, doubled and dropped', () => {
    expect(putPanel(abc, panel('b', 'new'))[1]?.title).toBe('new');
    expect(idsOf(putPanel(abc, panel('d')))).toBe('abcd');
    expect(idsOf(twinPanel(abc, 'b', 'z'))).toBe('abzc');
    expect(idsOf(dropPanel(abc, 'b'))).toBe('ac');
  });
});
