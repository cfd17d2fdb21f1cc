import { type Caller, mayAt } from '../../access/index.ts';
import { endpointQuotas } from '../../limits/index.ts';
import type { OverviewBudget } from '../overview-schemas.ts';

interface Named {
  name: string;
  environment: string;
}

/**
 * Quotas of money of these endpoints, the fullest first: what an endpoint costs is on its dashboard, so whoever reads that
 * may know what it may cost. Budgets of teams and people are for those who see limits. Of several in one period, an
 * endpoint's own and one that each endpoint has, the one that ends first is the budget.
 */
export async function endpointBudgets(
  caller: Caller,
  endpoints: readonly Named[],
): Promise<OverviewBudget[]> {
  const seen = endpoints.filter((endpoint) =>
    mayAt(caller, 'dashboards.read', { kind: 'endpoint', ...endpoint }),
  );
  const quotas = await endpointQuotas(
    seen.map(({ name }) => name),
    'money',
  );
  const budgets = quotas.map(({ period, standing: { subject, amount, used, share, periodEnd } }) => ({
    endpoint: subject,
    period,
    amount,
    used,
    share,
    periodEnd,
  }));
  return tightest(budgets).sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
}

/** An amount of 0 allows nothing, so nothing is tighter. */
const tightness = ({ share }: OverviewBudget) => share ?? Number.POSITIVE_INFINITY;

/** One of each endpoint and period, the one with the least room; of two that are unused, the smaller. */
export function tightest(budgets: readonly OverviewBudget[]): OverviewBudget[] {
  const found = new Map<string, OverviewBudget>();
  for (const budget of budgets) {
    const key = `${budget.endpoint} ${budget.period}`;
    const other = found.get(key);
    if (other === undefined || isTighter(budget, other)) found.set(key, budget);
  }
  return [...found.values()];
}

function isTighter(a: OverviewBudget, b: OverviewBudget): boolean {
  if (tightness(a) !== tightness(b)) return tightness(a) > tightness(b);
  return BigInt(a.amount) < BigInt(b.amount);
}
