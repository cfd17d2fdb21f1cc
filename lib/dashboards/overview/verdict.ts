/** "Is it well?" in one sentence. Pure. */
import {
  formatCount,
  formatDuration,
  formatGoodShare,
  formatMoney,
  formatPercent,
} from '../../client/format.ts';
import type { Overview, OverviewBudget, OverviewFigures, OverviewProblem } from '../overview-schemas.ts';

/** From this share of failed requests on, somebody should look; from the second, at once. */
export const warnErrorRate = 0.02;
export const badErrorRate = 0.1;
/** One failure among three requests is a third of them, and no reason to call it failing. */
export const leastBadErrors = 5;

type Verdict = Overview['verdict'];

/** The worst problem decides the word; the facts are told whatever it is. */
export function verdictOf(
  now: OverviewFigures,
  problems: readonly OverviewProblem[],
  budgets: readonly OverviewBudget[],
  range: { from: Date; to: Date },
): Verdict {
  const facts = factsOf(now, budgets, range);
  if (problems.some(({ tone }) => tone === 'bad')) return { tone: 'bad', word: 'Failing', facts };
  if (problems.length > 0) return { tone: 'warn', word: 'Needs a look', facts };
  if (now.requests === 0) return { tone: 'neutral', word: 'Quiet', facts };
  return { tone: 'ok', word: 'Healthy', facts };
}

function factsOf(
  now: OverviewFigures,
  budgets: readonly OverviewBudget[],
  { from, to }: { from: Date; to: Date },
): string {
  const during = `in ${spanWords(to.getTime() - from.getTime())}`;
  if (now.requests === 0) return `no requests ${during}.`;
  const facts = [
    `${formatCount(now.requests)} ${now.requests === 1 ? 'request' : 'requests'} ${during}`,
    now.errorRate !== null && `${formatGoodShare(1 - now.errorRate)} fine`,
    now.p95 !== null && `P95 ${formatDuration(now.p95)}`,
    now.satisfaction !== null && `${formatPercent(now.satisfaction.value)} satisfied`,
    moneyWords(now.spent, budgets),
  ];
  return `${facts.filter((fact) => fact !== false).join(', ')}.`;
}

export const periodWords = { day: 'today', week: 'this week', month: 'this month' } as const;

/**
 * What the range cost, and how far the budgets are used: two amounts, because budgets have their own period, and not every
 * endpoint has one.
 */
export function moneyWords(spent: string, budgets: readonly OverviewBudget[]): string {
  const sums = budgetSum(budgets);
  const cost = `${formatMoney(spent)} spent`;
  if (sums === null) return cost;
  return `${cost}, ${formatMoney(sums.used)} of the budget of ${formatMoney(sums.amount)} used ${periodWords[sums.period]}`;
}

/** Budgets of one period add up; of several, the period most budgets are of is taken. Null without any. */
export function budgetSum(budgets: readonly OverviewBudget[]) {
  const periods = [...Map.groupBy(budgets, ({ period }) => period)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const [period, members] = periods[0] ?? [];
  if (period === undefined || members === undefined) return null;
  const sum = (of: 'used' | 'amount') => members.reduce((total, budget) => total + BigInt(budget[of]), 0n);
  return { period, used: sum('used'), amount: sum('amount') };
}

const hourMs = 3_600_000;

/** "24 hours", "7 days", "90 min". */
export function spanWords(milliseconds: number): string {
  const hours = Math.round(milliseconds / hourMs);
  if (milliseconds < 2 * hourMs) return `${Math.round(milliseconds / 60_000)} min`;
  return hours <= 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
