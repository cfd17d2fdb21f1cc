import { expect, test } from 'vitest';
import { describeEntities, diffEntities } from './entity-diff.ts';
import { testEntity } from './test-entities.ts';

const main = testEntity('main', 90);
const next = testEntity('next', 10, { target: { by: 'version', model: 'assistant', version: 3 } });

test('nothing changed, nothing said', () => {
  expect(diffEntities([main, next], [structuredClone(main), structuredClone(next)])).toEqual([]);
});

test('the order of keys is no change', () => {
  const { target, ...rest } = next;
  const reordered = { ...rest, target: JSON.parse('{"version":3,"model":"assistant","by":"version"}') };
  expect(target).toEqual(reordered.target);
  expect(diffEntities([next], [reordered])).toEqual([]);
});

test('shares, targets and what came and went', () => {
  expect(
    diffEntities(
      [main, next, testEntity('old', 0)],
      [
        { ...main, trafficPercentage: 75 },
        { ...next, trafficPercentage: 25, target: { by: 'stage', model: 'assistant', stage: 'production' } },
        testEntity('mirror', 0, { shadowPercentage: 20 }),
      ],
    ),
  ).toEqual([
    'main: 90 % → 75 %',
    'next: 10 % → 25 %',
    'next now follows assistant/production (was assistant:3)',
    'mirror added: assistant@champion with 0 % and a shadow of 20 %',
    'old removed',
  ]);
});

test('every setting is named', () => {
  const changed = testEntity('main', 90, {
    shadowPercentage: 5,
    timeoutMs: 20_000,
    retries: 2,
    fallbacks: ['next'],
    cache: { responses: 'exact', responseTtlSeconds: 60, embeddings: 'normalised' },
    maxConcurrency: 8,
    knowledgeSnapshot: 4,
    workload: { workloadSize: 'Large', scaleToZeroEnabled: true, minWorkers: 0, maxWorkers: 4 },
  });
  expect(diffEntities([main], [changed])).toEqual([
    'main: shadow 0 % → 5 %',
    'main: fallbacks none → next',
    "main: time-out the version's own → 20 s",
    "main: retries the provider's own → 2",
    'main: answer cache off → exact for 60 s',
    'main: embedding cache off → normalised',
    'main: answers at a time unlimited → 8',
    "main: documents the version's own snapshot → snapshot 4",
    'main: workload Small, 1–1 workers → Large, 0–4 workers, down to zero',
  ]);
});

test('parameters of an external model are a change of their own', () => {
  const external = (temperature: number) =>
    testEntity('main', 100, {
      target: { by: 'external', provider: 'openai', providerModel: 'gpt', parameters: { temperature } },
    });
  expect(diffEntities([external(0)], [external(1)])).toEqual(['main: parameters of openai › gpt changed']);
});

test('a first configuration says what serves', () => {
  expect(describeEntities([main, next])).toEqual([
    'main serves assistant@champion with 90 %',
    'next serves assistant:3 with 10 %',
  ]);
});
