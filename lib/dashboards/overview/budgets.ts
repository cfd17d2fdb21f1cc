import { type Caller, mayAt, systemCaller } from '../../access/index.ts';
import { listQuotas } from '../../limits/index.ts';
import type { Quota } from '../../limits/schemas.ts';
import type { OverviewBudget } from '../overview-schemas.ts';

interface Named {
  name: string;
  environment: string;
}

const mostQuotas = 200;

/**
 * Quotas of money of these endpoints, the fullest first: what an endpoint costs is on its dashboard, so whoever reads that
 * may know what it may cost. Budgets of teams and people are for those who see limits.
 */
export async function endpointBudgets(
  caller: Caller,
  endpoints: readonly Named[],
): Promise<OverviewBudget[]> {
  const seen = new Set(
    endpoints
      .filter((endpoint) => mayAt(caller, 'dashboards.read', { kind: 'endpoint', ...endpoint }))
      .map(({ name }) => name),
  );
  const { items } = await listQuotas(systemCaller('overview'), {
    search: '',
    subjectKind: 'endpoint',
    measure: 'money',
    sort: 'share',
    order: 'desc',
    page: 1,
    pageSize: mostQuotas,
  });
  return items
    .filter(({ enabled }) => enabled)
    .flatMap(budgetsOf)
    .filter(({ endpoint }) => seen.has(endpoint))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
}

function budgetsOf({ period, standings }: Quota): OverviewBudget[] {
  return standings.map(({ subject, amount, used, share, periodEnd }) => ({
    endpoint: subject,
    period,
    amount,
    used,
    share,
    periodEnd,
  }));
}
