import { expect, test } from 'vitest';
import { buildMap, type MapParts } from './dependency-map.ts';
import type { CheckState } from './schemas.ts';

type Entity = MapParts['endpoints'][number]['entities'][number];

const entity = (name: string, more: Partial<Entity> = {}): Entity => ({
  name,
  trafficPercentage: 100,
  shadowPercentage: 0,
  fallbacks: [],
  problem: null,
  target: {
    model: 'guide',
    version: 3,
    knowledge: 'docs',
    models: [{ provider: 'openai', name: 'gpt' }],
  },
  ...more,
});

const check = (kind: CheckState['kind'], subject: string, state: CheckState['state']): CheckState => ({
  id: `${kind}/${subject}`,
  name: `${kind} ${subject}`,
  kind,
  subject,
  endpoint: null,
  state,
  since: null,
  message: 'It hangs.',
});

const allUp = [check('provider', 'openai', 'up'), check('knowledge', 'docs', 'up')];

function map(entities: Entity[], checks: CheckState[] = allUp, more: Partial<MapParts> = {}) {
  const { nodes, edges } = buildMap({
    endpoints: [{ name: 'chat', environment: 'production', entities }],
    knowledge: new Map([['docs', { embeddedBy: null }]]),
    providers: new Map([
      ['openai', { local: false }],
      ['extractive', { local: true }],
    ]),
    checks,
    mayRead: () => true,
    ...more,
  });
  return {
    nodes,
    edges,
    state: (id: string) => nodes.find((node) => node.id === id)?.state,
    why: (id: string) => nodes.find((node) => node.id === id)?.why,
  };
}

const extractive = {
  model: 'plain',
  version: 1,
  knowledge: null,
  models: [{ provider: 'extractive', name: 'x' }],
};

test('arrows lead to what is needed; what nobody needs is left out', () => {
  const { nodes, edges, state } = map([entity('main')]);
  expect(nodes.map(({ id }) => id)).toEqual([
    'endpoint:chat',
    'entity:chat/main',
    'knowledge:docs',
    'provider:openai',
  ]);
  expect(edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`)).toEqual([
    'endpoint:chat serves entity:chat/main',
    'entity:chat/main reads knowledge:docs',
    'entity:chat/main asks provider:openai',
  ]);
  expect(state('endpoint:chat')).toBe('up');
});

test('a provider that is down takes everything with it, and is named', () => {
  const { state, why } = map([entity('main')], [check('provider', 'openai', 'down')]);
  expect(state('endpoint:chat')).toBe('down');
  expect(why('provider:openai')).toBe('provider openai: It hangs.');
  expect(why('entity:chat/main')).toBe('openai is down.');
});

test('a fallback keeps an endpoint answering', () => {
  const main = entity('main', { fallbacks: ['spare'] });
  const spare = entity('spare', { trafficPercentage: 0, target: extractive });
  const { state, why } = map([main, spare], [check('provider', 'openai', 'down')]);
  expect(state('endpoint:chat')).toBe('degraded');
  expect(why('endpoint:chat')).toBe('main is down: fallbacks answer.');
  expect(state('entity:chat/spare')).toBe('up');
});

test('a part of the traffic that fails is degraded', () => {
  const { state } = map([
    entity('a', { trafficPercentage: 50, target: null, problem: 'No such version.' }),
    entity('b', { trafficPercentage: 50 }),
  ]);
  expect(state('endpoint:chat')).toBe('degraded');
});

test('what no check tells of is unknown, not down; a good answer proves the whole', () => {
  expect(map([entity('main')], []).state('endpoint:chat')).toBe('unknown');
  expect(map([entity('main')], [check('question', 'chat', 'up')]).state('endpoint:chat')).toBe('up');
  expect(map([entity('main')], [...allUp, check('question', 'chat', 'down')]).state('endpoint:chat')).toBe(
    'down',
  );
});

test('things out of the reader’s reach are not in the map', () => {
  const { nodes, edges, state, why } = map([entity('main')], [check('provider', 'openai', 'down')], {
    mayRead: () => false,
  });
  expect(JSON.stringify({ nodes, edges })).not.toMatch(/docs|openai/);
  expect(state('endpoint:chat')).toBe('down');
  expect(why('entity:chat/main')).toBe('Something that you may not see is down.');
});

test('fallbacks that go in a circle end', () => {
  const a = entity('a', { fallbacks: ['b'], trafficPercentage: 50 });
  const b = entity('b', { fallbacks: ['a'], trafficPercentage: 50 });
  expect(map([a, b], [check('provider', 'openai', 'down')]).state('endpoint:chat')).toBe('down');
});

test('a knowledge base without its embedder searches by keywords', () => {
  const { state } = map(
    [entity('main', { target: { ...extractive, knowledge: 'docs' } })],
    [check('knowledge', 'docs', 'up'), check('provider', 'openai', 'down')],
    { knowledge: new Map([['docs', { embeddedBy: 'openai' }]]) },
  );
  expect(state('knowledge:docs')).toBe('degraded');
  expect(state('endpoint:chat')).toBe('degraded');
});
