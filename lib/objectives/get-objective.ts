import { assertMay, type Caller } from '../access/index.ts';
import { readMetric } from '../monitoring/index.ts';
import { notFound } from '../platform/errors.ts';
import { budgetOverTime } from './budget.ts';
import { countsOf, queryOf } from './measure.ts';
import { measureObjectives } from './measure-objectives.ts';
import { presentObjective } from './present.ts';
import { requireObjective } from './require-objective.ts';
import type { ObjectiveHistory } from './schemas.ts';
import { findObjective } from './store.ts';

/** Days up to which a chart of the window has a point for each hour; longer ones have one for each six hours. */
const hourlyDays = 7;

/** One objective with the use of its budget over the window. */
export async function getObjective(caller: Caller, id: string, now = new Date()): Promise<ObjectiveHistory> {
  assertMay(caller, 'dashboards.read');
  const row = await findObjective(id);
  const objective = requireObjective(caller, row && presentObjective(row), 'dashboards.read');
  const from = new Date(now.getTime() - objective.windowDays * 86_400_000);
  const step = objective.windowDays <= hourlyDays ? 3600 : 21_600;
  const [[measured], reading] = await Promise.all([
    measureObjectives([objective], now),
    readMetric(queryOf(objective, objective.endpoint, { from, to: now, step })),
  ]);
  if (measured === undefined) throw notFound('This objective');
  const steps = (reading.groups[0]?.points ?? []).map((point) => ({
    at: point.at,
    ...countsOf(objective, point),
  }));
  return {
    objective: measured,
    from: reading.from,
    to: reading.to,
    stepSeconds: reading.stepSeconds,
    points: budgetOverTime(steps, objective.target),
  };
}
