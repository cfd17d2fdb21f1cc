/** Dashboards of one's own. */
import type { Place } from './place.ts';
import { atOnce, countRows, readRows } from './place-store.ts';

const own = 'owner_id = $1::uuid';

export const dashboardsPlace: Place = {
  key: 'dashboards',
  label: 'Dashboards of one’s own',
  fate: 'Private ones are removed; shared ones stay without an owner, for the next one who changes them.',
  count: async (subject) => (subject.kind === 'user' ? countRows('dashboard', own, subject) : 0),
  async *read(subject) {
    if (subject.kind !== 'user') return;
    const columns =
      'id, name, description, visibility, default_range, panels, revision, created_at, updated_at';
    yield* readRows({ columns, from: 'dashboard', where: own, key: 'id' }, subject);
  },
  erase: async (subject) => {
    if (subject.kind !== 'user') return 0;
    const removed = await atOnce(`DELETE FROM dashboard WHERE ${own} AND visibility = 'private'`, subject);
    return removed + (await atOnce(`UPDATE dashboard SET owner_id = NULL WHERE ${own}`, subject));
  },
};
