import { expect, test } from 'vitest';
import type { MapEdge, MapNode } from '#lib/health/schemas.ts';
import { layOut, linePath, nodeHeight, nodeWidth } from './map-layout.ts';

const node = (kind: MapNode['kind'], label: string): MapNode => ({
  id: `${kind}:${label}`,
  kind,
  label,
  detail: '',
  own: 'up',
  state: 'up',
  why: '',
  href: '/',
});
const edge = (from: string, to: string): MapEdge => ({ from, to, kind: 'serves', share: null });

test('columns from left to right, nothing on top of anything', () => {
  const nodes = [
    ...Array.from({ length: 7 }, (_, index) => node('endpoint', `e${index}`)),
    ...Array.from({ length: 9 }, (_, index) => node('entity', `s${index}`)),
    node('provider', 'p'),
  ];
  const { nodes: placed, width, height } = layOut({ nodes, edges: [] });
  expect(new Set(placed.map(({ x }) => x)).size).toBe(3);
  for (const a of placed) {
    expect(a.x + nodeWidth).toBeLessThanOrEqual(width);
    expect(a.y).toBeGreaterThanOrEqual(0);
    expect(a.y + nodeHeight).toBeLessThanOrEqual(height);
    for (const b of placed) {
      if (a.id < b.id && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(nodeHeight);
    }
  }
});

test('what is needed stands beside what needs it', () => {
  const nodes = [
    node('endpoint', 'a'),
    node('endpoint', 'b'),
    node('entity', 'of-b'),
    node('entity', 'of-a'),
  ];
  const edges = [edge('endpoint:a', 'entity:of-a'), edge('endpoint:b', 'entity:of-b')];
  const { nodes: placed } = layOut({ nodes, edges });
  const y = (id: string) => placed.find((one) => one.id === id)?.y;
  expect(y('entity:of-a')).toBe(y('endpoint:a'));
  expect(y('entity:of-b')).toBe(y('endpoint:b'));
});

test('an empty map has no size, and lines never hold NaN', () => {
  expect(layOut({ nodes: [], edges: [] })).toEqual({ nodes: [], width: 0, height: 0 });
  const { nodes: placed } = layOut({ nodes: [node('entity', 'a'), node('entity', 'b')], edges: [] });
  const [a, b] = placed;
  if (a && b) expect(linePath(a, b)).not.toContain('NaN');
});
