import { expect, it } from 'vitest';
import type { EndpointDetail } from '../../serving/schemas.ts';
import { configMarks } from './config-marks.ts';

type Entry = EndpointDetail['history'][number];

const entity = (name: string, trafficPercentage: number, version: number) => ({
  name,
  trafficPercentage,
  target: { by: 'version', model: 'guide', version },
});
const entry = (number: number, servedEntities: object[], rolledBackTo: number | null = null) =>
  ({
    number,
    servedEntities,
    rolledBackTo,
    createdAt: `2026-11-2${number}T00:00:00.000Z`,
  }) as Entry;

const history = [
  entry(4, [entity('main', 100, 1)], 1),
  entry(3, [entity('main', 50, 1), entity('next', 50, 2)]),
  entry(2, [entity('main', 90, 1), entity('next', 10, 2)]),
  entry(1, [entity('main', 100, 1)]),
];
const moves: EndpointDetail['moves'] = [
  {
    entities: ['main'],
    model: 'guide',
    via: '@champion',
    fromVersion: 1,
    toVersion: 2,
    reason: '',
    ticket: '',
    actor: 'Ada',
    at: '2026-11-25T00:00:00.000Z',
  },
];

it('a split is a split, another version a version, a roll-back one, a moved alias a version', () => {
  const marks = configMarks({ name: 'desk', history, moves }, false);
  expect(marks.map(({ kind, label }) => `${kind}: ${label}`)).toEqual([
    'rollback: rolled back to configuration 1',
    'split: split main 50 %, next 50 %',
    'version: configuration 2 serves main, next',
    'version: configuration 1',
    'version: guide@champion moved from version 1 to 2',
  ]);
  expect(new Set(marks.map(({ href }) => href))).toEqual(new Set(['/endpoints/desk']));
});

it('says of which endpoint where a chart shows several', () => {
  expect(configMarks({ name: 'desk', history, moves: [] }, true)[0]?.label).toBe(
    'desk: rolled back to configuration 1',
  );
});
