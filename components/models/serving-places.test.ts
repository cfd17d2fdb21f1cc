import { expect, test } from 'vitest';
import type { EndpointSummary } from '#lib/serving/schemas.ts';
import { effectOfMove, followersOfAlias, placesOfVersion } from './serving-places.ts';

function endpoint(
  name: string,
  entities: Partial<EndpointSummary['servedEntities'][number]>[],
): EndpointSummary {
  return {
    id: name,
    name,
    description: '',
    environment: 'production',
    config: 1,
    servedEntities: entities.map((entity, index) => ({
      name: `entity-${index}`,
      model: 'faq',
      target: { by: 'alias', alias: 'champion' },
      trafficPercentage: 100 / entities.length,
      resolvedVersion: 2,
      ...entity,
    })),
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
  };
}

const endpoints = [
  endpoint('assistant', [{}]),
  endpoint('pinned', [{ target: { by: 'version', version: 2 } }]),
  endpoint('other-model', [{ model: 'legal' }]),
  endpoint('split', [{ resolvedVersion: 3, target: { by: 'alias', alias: 'challenger' } }, {}]),
];

test('a version serves where an alias or a pin leads to it', () => {
  expect(placesOfVersion(endpoints, 'faq', 2)).toEqual([
    { endpoint: 'assistant', alias: 'champion', trafficPercentage: 100 },
    { endpoint: 'pinned', alias: null, trafficPercentage: 100 },
    { endpoint: 'split', alias: 'champion', trafficPercentage: 50 },
  ]);
});

test('moving an alias changes those who follow it, and nobody else', () => {
  const followers = followersOfAlias(endpoints, 'faq', 'champion');
  expect(followers).toEqual(['assistant', 'split']);
  expect(effectOfMove(followers, 3)).toBe(
    'assistant and split will serve version 3 from the next request on.',
  );
  expect(effectOfMove([], 3)).toContain('nothing that is served changes');
});
