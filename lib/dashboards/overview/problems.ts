/** What is not well, the worst first. Pure. */
import {
  formatCount,
  formatGoodShare,
  formatMoney,
  formatPercent,
  formatTarget,
} from '../../client/format.ts';
import type { MeasuredObjective } from '../../objectives/schemas.ts';
import type { OverviewBudget, OverviewFigures, OverviewProblem } from '../overview-schemas.ts';
import { badErrorRate, leastBadErrors, periodWords, warnErrorRate } from './verdict.ts';

const shown = 12;

/** Alerts that fire and checks that fail; told by their rooms. */
export type Trouble = Pick<OverviewProblem, 'tone' | 'text' | 'href'>;

export interface ProblemSources {
  now: OverviewFigures;
  alerts: readonly Trouble[];
  checks: readonly Trouble[];
  objectives: readonly MeasuredObjective[];
  budgets: readonly OverviewBudget[];
  /** Query string of the rows in view. */
  rowsHref: string;
  /** Where budgets are told to this reader. */
  budgetsHref: string;
}

export function problemsOf(sources: ProblemSources): OverviewProblem[] {
  const all: OverviewProblem[] = [
    ...sources.alerts.map((alert) => ({ kind: 'alert' as const, ...alert })),
    ...sources.checks.map((check) => ({ kind: 'health' as const, ...check })),
    ...errorProblem(sources),
    ...sources.objectives.flatMap(objectiveProblem),
    ...sources.budgets.flatMap((budget) => budgetProblem(budget, sources.budgetsHref)),
  ];
  const rank = ({ tone }: OverviewProblem) => (tone === 'bad' ? 0 : 1);
  return all.sort((a, b) => rank(a) - rank(b)).slice(0, shown);
}

function errorProblem({ now, rowsHref }: ProblemSources): OverviewProblem[] {
  const { errorRate, errors, requests, refused } = now;
  if (errorRate === null || errorRate < warnErrorRate) return [];
  const tone = errorRate >= badErrorRate && errors >= leastBadErrors ? 'bad' : 'warn';
  const text = `${formatPercent(errorRate)} of requests fail (${formatCount(errors)} of ${formatCount(requests - refused)}).`;
  return [{ kind: 'errors', tone, text, href: rowsHref }];
}

function objectiveProblem({ id, endpoint, name, target, status }: MeasuredObjective): OverviewProblem[] {
  const href = `/overview?tab=objectives&objective=${id}`;
  const about = `“${name}” of ${endpoint}`;
  if (status.state === 'missed') {
    return [
      {
        kind: 'objective',
        tone: 'warn',
        text: `${about} is missed: ${formatGoodShare(status.value ?? 0)} where ${formatTarget(target)} are promised.`,
        href,
      },
    ];
  }
  if (status.state !== 'at-risk' || status.budgetLeft === null) return [];
  const left = formatPercent(status.budgetLeft);
  return [
    { kind: 'objective', tone: 'warn', text: `${about} is at risk: ${left} of its budget is left.`, href },
  ];
}

/** From this share of a budget on it is worth knowing. */
const nearlySpent = 0.9;

function budgetProblem(
  { endpoint, used, amount, share, period }: OverviewBudget,
  href: string,
): OverviewProblem[] {
  if (share === null || share < nearlySpent) return [];
  const text = `${endpoint} has spent ${formatMoney(used)} of its budget of ${formatMoney(amount)} ${periodWords[period]}.`;
  return [{ kind: 'budget', tone: share >= 1 ? 'bad' : 'warn', text, href }];
}
