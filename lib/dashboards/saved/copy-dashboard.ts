import type { Caller } from '../../access/index.ts';
import { createDashboard } from './create-dashboard.ts';
import { getDashboard } from './get-dashboard.ts';
import type { Dashboard } from './schemas.ts';

const suffix = ' (copy)';

/** A private copy of one's own, of any dashboard one sees. */
export async function copyDashboard(caller: Caller, id: string): Promise<Dashboard> {
  const { name, description, defaultRange, panels } = await getDashboard(caller, id);
  return createDashboard(caller, {
    name: `${name.slice(0, 120 - suffix.length)}${suffix}`,
    description,
    defaultRange,
    panels,
    visibility: 'private',
  });
}
