import { expect, test } from 'vitest';
import { type Backtest, ruleDocumentSchema } from '#lib/alerts/schemas.ts';
import { previewGroups, worseWay } from './preview-data.ts';

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const ruleWith = (condition: object) =>
  ruleDocumentSchema.parse({
    signal: {
      kind: 'metric',
      expression: { metric: 'latency', aggregation: 'p95' },
      windowSeconds: 300,
      condition,
    },
  });
const rule = ruleWith({ kind: 'above', threshold: 10 });

const backtest: Backtest = {
  from: at(0),
  to: at(60),
  stepSeconds: 300,
  fired: 1,
  bands: [{ group: 'a', from: at(15), to: null, summary: '' }],
  waits: [{ group: 'a', from: at(10), to: at(15) }],
  groups: [
    {
      key: 'a',
      fired: 1,
      points: [
        { at: at(0), value: 5, threshold: 10 },
        { at: at(5), value: 20, threshold: 10 },
        { at: at(30), value: 20, threshold: 10 },
      ],
    },
    { key: 'b', fired: 0, points: [] },
  ],
  remarks: [],
};

test('each group has its line, its limit and the times in which it waited and fired', () => {
  const [a, b] = previewGroups(backtest, rule);
  const minutes = (value: number) => value / 60_000;
  expect(a?.points.map((point) => [minutes(point.at), point.value, point.limit])).toEqual([
    [5, 5, 10],
    [10, 20, 10],
    // Nothing was measured here: the line stops.
    [15, null, 10],
    [35, 20, 10],
  ]);
  expect(a?.bands.map((band) => [band.kind, minutes(band.from), minutes(band.to)])).toEqual([
    ['pending', 10, 15],
    ['firing', 15, 60],
  ]);
  expect(b).toMatchObject({ key: 'b', points: [], bands: [] });
});

test('what is worse depends on the condition', () => {
  expect(worseWay(rule)).toBe('up');
  expect(worseWay(ruleWith({ kind: 'below', threshold: 1 }))).toBe('down');
  expect(worseWay(ruleWith({ kind: 'change', direction: 'down', by: 0.2, against: 'previous' }))).toBe(
    'down',
  );
});
