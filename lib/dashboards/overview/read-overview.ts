import { assertMay, type Caller, may, reachOf } from '../../access/index.ts';
import { queryMetrics, rateEstimate } from '../../monitoring/index.ts';
import type { MetricTotals } from '../../monitoring/schemas.ts';
import { listObjectives } from '../../objectives/index.ts';
import type { MeasuredObjective, ObjectiveState } from '../../objectives/schemas.ts';
import { environmentSchema } from '../../registry/schemas.ts';
import type { Overview, OverviewQuery } from '../overview-schemas.ts';
import { endpointBudgets } from './budgets.ts';
import { figuresOf } from './figures.ts';
import { keepReadings, rangeKey } from './keep-readings.ts';
import { reachedEndpoints } from './overview-store.ts';
import { problemsOf } from './problems.ts';
import { rowsHref } from './rows-href.ts';
import { alertTroubles, checkTroubles } from './troubles.ts';
import { verdictOf } from './verdict.ts';

const mostEndpoints = 200;
const alpha = 0.05;

/**
 * Whether everything the caller may see is well, and the figures that say so; of one endpoint when one is named. Readers with
 * the same reach who ask the same within two seconds share a reading: it names nobody, and a wall of screens costs as one.
 */
export const readOverview = keepReadings(composeOverview, rangeKey);

async function composeOverview(caller: Caller, query: OverviewQuery): Promise<Overview> {
  assertMay(caller, 'dashboards.read');
  const now = new Date();
  const { from, to, endpoint, environment } = query;
  const where = { endpoint, environment };
  const reach = reachOf(caller, 'dashboards.read');
  const endpoints = await reachedEndpoints({ reach, endpoint: undefined, environment }, mostEndpoints);
  const about = { endpoint, endpoints: new Set(endpoints.map(({ name }) => name)) };
  const [metrics, objectives, alerts, checks] = await Promise.all([
    queryMetrics(caller, { from, to, ...where, groupBy: 'none' }),
    listObjectives(caller, where, now),
    alertTroubles(caller, about),
    checkTroubles(caller, about),
  ]);
  const figures = withInterval(metrics.totals);
  const looked = endpoint === undefined ? endpoints : endpoints.filter(({ name }) => name === endpoint);
  const budgets = await endpointBudgets(caller, looked);
  const problems = problemsOf({
    now: figures,
    alerts,
    checks: checks.failing,
    objectives: objectives.items,
    budgets,
    rowsHref: rowsHref(caller, { from, to, endpoint, env: environment, status: 'error' }),
    budgetsHref: may(caller, 'limits.read') ? '/limits' : '#budgets',
  });
  return {
    from,
    to,
    endpoint: endpoint ?? null,
    at: now.toISOString(),
    verdict: verdictOf(figures, problems, budgets, { from: new Date(from), to: new Date(to) }),
    problems,
    now: figures,
    previous: withInterval(metrics.previous),
    budgets,
    objectives: countStates(objectives.items),
    health: { passing: checks.passing, failing: checks.failing.length },
    alerts: { firing: alerts.length },
    metrics,
    endpoints: endpoints.map(({ name, environment: of }) => ({
      name,
      environment: environmentSchema.parse(of),
    })),
  };
}

function withInterval(totals: MetricTotals) {
  return figuresOf(totals, rateEstimate(totals.thumbsUp, totals.thumbsUp + totals.thumbsDown, alpha));
}

function countStates(objectives: readonly MeasuredObjective[]): Overview['objectives'] {
  const count = (state: ObjectiveState) => objectives.filter(({ status }) => status.state === state).length;
  return { met: count('met'), atRisk: count('at-risk'), missed: count('missed'), unknown: count('unknown') };
}
