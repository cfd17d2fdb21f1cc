import { expect, it } from 'vitest';
import type { OverviewBudget } from '../overview-schemas.ts';
import { tightest } from './budgets.ts';

const budget = (change: Partial<OverviewBudget>): OverviewBudget => ({
  endpoint: 'guide',
  period: 'month',
  amount: '60',
  used: '6',
  share: 0.1,
  periodEnd: '2026-12-01T00:00:00.000Z',
  ...change,
});

it('the budget of a period is the one that ends first', () => {
  const own = budget({});
  const everybody = budget({ amount: '30', share: 0.2 });
  const daily = budget({ period: 'day' });
  const other = budget({ endpoint: 'other' });
  expect(tightest([own, everybody, daily, other])).toEqual([everybody, daily, other]);
});

it('is the smaller of two that are unused, and the one that allows nothing before all', () => {
  const [large, small] = [budget({ used: '0', share: 0 }), budget({ used: '0', share: 0, amount: '7' })];
  const none = budget({ amount: '0', share: null });
  expect(tightest([large, small])).toEqual([small]);
  expect(tightest([none, large])).toEqual([none]);
  expect(tightest([large, none])).toEqual([none]);
});
