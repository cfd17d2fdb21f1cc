import { describe, expect, it } from 'vitest';
import { noFigures } from '../../client/test-totals.ts';
import type { MeasuredObjective } from '../../objectives/schemas.ts';
import type { OverviewBudget, OverviewFigures } from '../overview-schemas.ts';
import { problemsOf } from './problems.ts';
import { moneyWords, spanWords, verdictOf } from './verdict.ts';

const busy: OverviewFigures = {
  ...noFigures,
  requests: 12_431,
  errors: 124,
  errorRate: 0.01,
  p95: 1900,
  satisfaction: { value: 0.84, low: 0.8, high: 0.87, ratings: 700 },
  spent: '41000000000',
};
const budget: OverviewBudget = {
  endpoint: 'guide',
  period: 'month',
  amount: '60000000000',
  used: '41000000000',
  share: 41 / 60,
  periodEnd: '2026-12-01T00:00:00.000Z',
};
const day = { from: new Date('2026-11-20T10:00:00Z'), to: new Date('2026-11-21T10:00:00Z') };
const sources = {
  now: busy,
  alerts: [],
  checks: [],
  objectives: [],
  budgets: [],
  rowsHref: '/inferences',
  budgetsHref: '/limits',
};

describe('the verdict', () => {
  it('is one sentence with what supports it', () => {
    expect(verdictOf(busy, [], [budget], day)).toEqual({
      tone: 'ok',
      word: 'Healthy',
      facts:
        '12,431 requests in 24 hours, 99 % fine, P95 1.9 s, 84 % satisfied, $41.00 spent, $41.00 of the budget of $60.00 used this month.',
    });
  });

  it('says so when nothing happened, and what is wrong all the same', () => {
    expect(verdictOf(noFigures, [], [], day)).toEqual({
      tone: 'neutral',
      word: 'Quiet',
      facts: 'no requests in 24 hours.',
    });
    const alert = { tone: 'bad', text: 'Provider is down', href: '/alerts' } as const;
    const problems = problemsOf({ ...sources, now: noFigures, alerts: [alert] });
    expect(verdictOf(noFigures, problems, [], day).word).toBe('Failing');
  });

  it('asks for a look from two per cent of failures on, and fails from ten', () => {
    const word = (errorRate: number) => {
      const now = { ...busy, errorRate };
      return verdictOf(now, problemsOf({ ...sources, now }), [], day).word;
    };
    expect([0.019, 0.02, 0.099, 0.1].map(word)).toEqual([
      'Healthy',
      'Needs a look',
      'Needs a look',
      'Failing',
    ]);
  });

  it('calls nothing failing for a handful of failures, and says of how many they are', () => {
    const few = { ...busy, requests: 10, refused: 2, errors: 4, errorRate: 0.5 };
    const [problem] = problemsOf({ ...sources, now: few });
    expect(problem).toMatchObject({ tone: 'warn', text: '50 % of requests fail (4 of 8).' });
    expect(problemsOf({ ...sources, now: { ...few, errors: 5 } })[0]?.tone).toBe('bad');
  });

  it('never says that all went well when something failed', () => {
    const almost = { ...busy, requests: 100_000, errors: 1, errorRate: 0.00001 };
    expect(verdictOf(almost, [], [], day).facts).toContain('99.999 % fine');
  });

  it('tells a missed objective with what was promised, and a spent budget where its reader may look', () => {
    const objective = {
      id: 'o1',
      endpoint: 'guide',
      name: 'Fast',
      target: 0.9995,
      status: { state: 'missed', budgetLeft: -1, value: 0.99937 },
    } as MeasuredObjective;
    const spent = { ...budget, period: 'day' as const, used: '60000000000', share: 1 };
    const problems = problemsOf({
      ...sources,
      objectives: [objective],
      budgets: [spent],
      budgetsHref: '#budgets',
    });
    expect(problems.map(({ text, href }) => [text, href])).toEqual([
      ['guide has spent $60.00 of its budget of $60.00 today.', '#budgets'],
      [
        '“Fast” of guide is missed: 99.94 % where 99.95 % are promised.',
        '/overview?tab=objectives&objective=o1',
      ],
    ]);
  });

  it('puts the worst first: what fires, then what is at risk', () => {
    const objective = {
      id: 'o1',
      endpoint: 'guide',
      name: 'Fast',
      status: { state: 'at-risk', budgetLeft: 0.2, value: 0.95 },
    } as MeasuredObjective;
    const spent = { ...budget, used: '60000000000', share: 1 };
    const check = { tone: 'bad', text: 'The check fails', href: '/health?check=1' } as const;
    const problems = problemsOf({ ...sources, checks: [check], objectives: [objective], budgets: [spent] });
    expect(problems.map(({ kind, tone }) => [kind, tone])).toEqual([
      ['health', 'bad'],
      ['budget', 'bad'],
      ['objective', 'warn'],
    ]);
    expect(problems[2]).toMatchObject({
      text: '“Fast” of guide is at risk: 20 % of its budget is left.',
      href: '/overview?tab=objectives&objective=o1',
    });
  });

  it('adds up budgets of one period only', () => {
    expect(moneyWords('1', [])).toBe('$0.000000001 spent');
    expect(moneyWords('500000000000', [budget])).toBe(
      '$500.00 spent, $41.00 of the budget of $60.00 used this month',
    );
    const daily = { ...budget, period: 'day' as const, used: '1', amount: '2' };
    expect(moneyWords('1', [budget, daily, { ...budget, endpoint: 'other' }])).toBe(
      '$0.000000001 spent, $82.00 of the budget of $120.00 used this month',
    );
  });

  it('tells ranges in words', () => {
    expect([3_600_000, 86_400_000, 172_800_000, 604_800_000].map(spanWords)).toEqual([
      '60 min',
      '24 hours',
      '48 hours',
      '7 days',
    ]);
  });
});
