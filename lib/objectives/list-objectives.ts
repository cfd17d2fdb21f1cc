import { assertMay, type Caller, reachOf } from '../access/index.ts';
import { environmentSchema } from '../registry/schemas.ts';
import { measureObjectives } from './measure-objectives.ts';
import { presentObjective } from './present.ts';
import {
  type ListObjectivesQuery,
  type MeasuredObjective,
  type ObjectiveList,
  objectiveStates,
} from './schemas.ts';
import { endpointsWithout, findObjectives } from './store.ts';

const shown = 200;
const offered = 20;

/** Objectives of the endpoints the caller may see, those in trouble first, with how each stands. */
export async function listObjectives(
  caller: Caller,
  query: ListObjectivesQuery = {},
  now = new Date(),
): Promise<ObjectiveList> {
  assertMay(caller, 'dashboards.read');
  const filter = {
    reach: reachOf(caller, 'dashboards.read'),
    endpoint: query.endpoint,
    environment: query.environment,
  };
  const [rows, without] = await Promise.all([
    findObjectives(filter, shown + 1),
    endpointsWithout(filter, offered),
  ]);
  const items = await measureObjectives(rows.slice(0, shown).map(presentObjective), now);
  return {
    items: items.sort(byTrouble),
    more: rows.length > shown,
    without: without.map(({ name, environment }) => ({
      name,
      environment: environmentSchema.parse(environment),
    })),
  };
}

function byTrouble(a: MeasuredObjective, b: MeasuredObjective): number {
  const rank = ({ status }: MeasuredObjective) => objectiveStates.indexOf(status.state);
  return rank(a) - rank(b) || (a.status.budgetLeft ?? 2) - (b.status.budgetLeft ?? 2);
}
