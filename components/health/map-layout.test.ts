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
  expect(layOut({ nodes: [], edges: [] })).toEqual({ nodes: [], lanes: new Map(), width: 0, height: 0 });
  const { nodes: placed } = layOut({ nodes: [node('entity', 'a'), node('entity', 'b')], edges: [] });
  const [a, b] = placed;
  if (a && b) expect(linePath(a, b)).not.toContain('NaN');
});

test('of sixty things, no line passes behind a box', () => {
  const entities = Array.from({ length: 36 }, (_, index) => node('entity', `s${index}`));
  const bases = Array.from({ length: 12 }, (_, index) => node('knowledge', `k${index}`));
  const providers = Array.from({ length: 4 }, (_, index) => node('provider', `p${index}`));
  const endpoints = Array.from({ length: 8 }, (_, index) => node('endpoint', `e${index}`));
  const edges = entities.flatMap(({ id }, index) => [
    edge(`endpoint:e${index % 8}`, id),
    edge(id, `knowledge:k${index % 12}`),
    edge(id, `provider:p${index % 4}`),
  ]);
  const { nodes: placed, lanes } = layOut({
    nodes: [...endpoints, ...entities, ...bases, ...providers],
    edges,
  });
  expect([...lanes.keys()].sort()).toEqual(providers.map(({ id }) => id));
  const heights = placed.filter(({ kind }) => kind === 'knowledge').map(({ y }) => y);
  const of = (id: string) => placed.find((one) => one.id === id);
  for (const lane of lanes.values()) {
    expect(heights.every((y) => lane.y < y || lane.y > y + nodeHeight)).toBe(true);
  }
  const [from, to] = [of('entity:s0'), of('provider:p0')];
  const lane = lanes.get('provider:p0');
  if (from && to && lane) {
    expect(linePath(from, to, lane)).toContain(`${lane.fromX} ${lane.y} H ${lane.toX}`);
    expect(lane.toX).toBeLessThan(to.x);
  }
  // A knowledge base stands in that column itself: its line goes straight to the provider.
  const base = of('knowledge:k0');
  if (base && to && lane) expect(linePath(base, to, lane)).not.toContain('H');
});
