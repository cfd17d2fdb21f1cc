import type { Place } from './place.ts';
import { atOnce, countRows, readRows } from './place-store.ts';

/** Rows somebody made or touched: table, the column with their id, the one with their name, and what an archive tells. */
const traces = [
  { table: 'alert_rule', id: 'created_by_id', name: 'created_by_name', columns: 'id, name, created_at' },
  {
    table: 'alert_rule_revision',
    id: 'created_by_id',
    name: 'created_by_name',
    columns: 'rule_id, number, name, created_at',
    key: `rule_id || '/' || number`,
  },
  {
    table: 'alert',
    id: 'acknowledged_by_id',
    name: 'acknowledged_by_name',
    columns: 'id, rule_name, acknowledged_at',
  },
  { table: 'alert', id: 'assignee_id', name: 'assignee_name', columns: 'id, rule_name, fired_at' },
  { table: 'alert_event', id: 'actor_id', name: 'actor_name', columns: 'id, at, kind, text' },
  {
    table: 'alert_silence',
    id: 'created_by_id',
    name: 'created_by_name',
    columns: 'id, comment, created_at',
  },
] as const;

const erased = 'Erased person';

export const alertsPlace: Place = {
  key: 'alerts',
  label: 'Alert rules, notes and silences',
  fate: 'Kept as the organisation’s work; notes and the name are removed.',
  count: async (subject) => {
    if (subject.kind !== 'user') return 0;
    const counts = await Promise.all(
      traces.map(({ table, id }) => countRows(table, `${id} = $1::uuid`, subject)),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  },
  async *read(subject) {
    if (subject.kind !== 'user') return;
    for (const trace of traces) {
      const { table: from, columns, id } = trace;
      const key = 'key' in trace ? trace.key : 'id';
      yield* readRows({ from, columns, where: `${id} = $1::uuid`, key }, subject);
    }
  },
  erase: async (subject) => {
    if (subject.kind !== 'user') return 0;
    let total = await atOnce(
      `UPDATE alert_event SET text = '' WHERE actor_id = $1::uuid AND kind = 'note' AND text <> ''`,
      subject,
    );
    total += await atOnce(
      `UPDATE alert_silence SET comment = '' WHERE created_by_id = $1::uuid AND comment <> ''`,
      subject,
    );
    for (const { table, id, name } of traces) {
      total += await atOnce(
        `UPDATE ${table} SET ${name} = '${erased}' WHERE ${id} = $1::uuid AND ${name} <> '${erased}'`,
        subject,
      );
    }
    return total;
  },
};
