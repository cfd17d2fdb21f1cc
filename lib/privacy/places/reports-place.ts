/** Reports by e-mail: a person's own, and those of others that go to their address. */
import type { Place } from './place.ts';
import { atOnce, countRows, readRows, removeFromReports } from './place-store.ts';

export const reportsPlace: Place = {
  key: 'reports',
  label: 'Reports by e-mail',
  fate: 'Those of the person are removed; their address is taken off the reports of others.',
  count: async (subject) =>
    subject.kind === 'user' ? countRows('report', 'owner_id = $1::uuid', subject) : 0,
  async *read(subject) {
    if (subject.kind !== 'user') return;
    yield* readRows(
      {
        columns: 'id, name, cadence, hour, time_zone, endpoint_name, environment, addresses, created_at',
        from: 'report',
        where: 'owner_id = $1::uuid',
        key: 'id',
      },
      subject,
    );
  },
  erase: async (subject, { names }) => {
    const own =
      subject.kind === 'user' ? await atOnce('DELETE FROM report WHERE owner_id = $1::uuid', subject) : 0;
    return own + (await removeFromReports(names));
  },
};
