import { type Caller, may } from '../access/index.ts';
import { allChecks } from './check-store.ts';
import { visibleCondition } from './places.ts';
import { presentCheck } from './present.ts';
import type { CheckState } from './schemas.ts';

/** How every check that the caller may see and that is switched on stands: for alerts, the overview and the map. */
export async function checkStates(caller: Caller): Promise<CheckState[]> {
  if (!may(caller, 'dashboards.read')) return [];
  const rows = await allChecks((bind) => visibleCondition(caller, bind));
  return rows
    .filter(({ enabled }) => enabled)
    .map((row) => {
      const { id, name, kind, subject, state, last } = presentCheck(row);
      const endpoint = kind === 'question' ? subject : null;
      const since = state === 'unknown' ? null : row.stateSince;
      return { id, name, kind, subject, endpoint, state, since, message: last?.message ?? '' };
    });
}
