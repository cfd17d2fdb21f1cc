import { expect, test } from 'vitest';
import { effectOfMove, followersOf, placesOfVersion } from './serving-places.ts';
import { anEndpoint } from './test-endpoint.ts';

const champion = { by: 'alias', model: 'faq', alias: 'champion' } as const;
const external = { by: 'external', provider: 'openai', providerModel: 'gpt' } as const;

const endpoints = [
  anEndpoint('assistant', [{ target: champion, resolvedVersion: 2 }]),
  anEndpoint('pinned', [{ target: { by: 'version', model: 'faq', version: 2 }, resolvedVersion: 2 }]),
  anEndpoint('other-model', [{ target: { ...champion, model: 'legal' }, resolvedVersion: 2 }]),
  anEndpoint('outside', [{ target: external, resolvedVersion: null }]),
  anEndpoint('split', [
    { target: { ...champion, alias: 'challenger' }, resolvedVersion: 3 },
    { target: { by: 'stage', model: 'faq', stage: 'production' }, resolvedVersion: 2 },
  ]),
];

test('a version serves where an alias, a stage or a pin leads to it', () => {
  const place = {
    environment: 'production',
    entity: 'entity-0',
    trafficPercentage: 100,
    shadowPercentage: 0,
  } as const;
  expect(placesOfVersion(endpoints, 'faq', 2)).toEqual([
    { ...place, endpoint: 'assistant', via: '@champion' },
    { ...place, endpoint: 'pinned', via: null },
    { ...place, endpoint: 'split', entity: 'entity-1', trafficPercentage: 50, via: '/production' },
  ]);
});

test('moving an alias or a stage changes those who follow it, and nobody else', () => {
  expect(followersOf(endpoints, 'faq', '@champion')).toEqual(['assistant']);
  expect(followersOf(endpoints, 'faq', '/production')).toEqual(['split']);
  expect(effectOfMove(['assistant', 'split'], 3)).toBe(
    'assistant and split will serve version 3 from the next request on.',
  );
  expect(effectOfMove([], 3)).toContain('nothing that is served changes');
});
