import { expect, it } from 'vitest';
import { noFigures, nothing } from '../../client/test-totals.ts';
import type { MeasuredObjective } from '../../objectives/schemas.ts';
import type { Overview } from '../overview-schemas.ts';
import { figureLines, objectiveLine, rangeWords } from './report-words.ts';

const objective = {
  name: 'Fast',
  endpoint: 'guide',
  kind: 'latency',
  target: 0.9995,
  thresholdMs: 2500,
  status: { state: 'missed', value: 0.99996, budgetLeft: -0.112 },
} as MeasuredObjective;

it('an objective is told with what was promised, and by how much its budget is overdrawn', () => {
  expect(objectiveLine(objective)).toEqual({
    name: 'Fast',
    endpoint: 'guide',
    target: '99.95 % within 2.5 s',
    value: '99.996 %',
    left: '−11.2 %',
    state: 'Missed',
  });
  const unknown = { state: 'unknown', value: null, budgetLeft: null } as MeasuredObjective['status'];
  const quiet = { ...objective, kind: 'satisfaction' as const, thresholdMs: null, status: unknown };
  expect(objectiveLine(quiet)).toMatchObject({
    target: '99.95 % thumbs up',
    value: '–',
    left: '–',
    state: 'Nothing measured',
  });
});

it('figures say what there is not, and which period a budget is of', () => {
  const budget = { endpoint: 'guide', amount: '2000000000', used: '1000000000', share: 0.5 };
  const lines = (budgets: Overview['budgets']) =>
    figureLines({
      now: noFigures,
      previous: noFigures,
      budgets,
      metrics: { totals: nothing },
    } as unknown as Overview);
  expect(lines([]).map(({ value }) => value)).toEqual(['0', '–', '–', '–', '–', '$0', '–', '–']);
  expect(lines([]).map(({ note }) => note)).toContain('nothing before');
  const daily = { ...budget, period: 'day' as const, periodEnd: '2026-11-22T00:00:00.000Z' };
  expect(lines([daily]).at(-1)).toEqual({
    label: 'Budget',
    value: '$1.00 of $2.00',
    note: 'used today',
  });
});

it('times are those of the zone it is for, on days the clocks are turned too', () => {
  const scope = {
    from: new Date('2026-10-24T06:00:00Z'),
    to: new Date('2026-10-25T07:00:00Z'),
    endpoint: undefined,
    environment: undefined,
    timeZone: 'Europe/Berlin',
  };
  expect(rangeWords(scope)).toBe('24 Oct 2026, 08:00 – 25 Oct 2026, 08:00 (Europe/Berlin)');
});
