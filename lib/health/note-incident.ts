import type { Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { transaction } from './check-store.ts';
import { requireVisibleCheck } from './get-check-history.ts';
import { findIncident, noteOf } from './history-store.ts';
import { assertMayChange } from './places.ts';
import { presentIncident } from './present.ts';
import { definitionOf } from './save-check.ts';
import type { Incident } from './schemas.ts';

/** Writes down what an incident was about. Throws `not_found`. */
export async function noteIncident(
  caller: Caller,
  checkId: string,
  id: string,
  note: string,
): Promise<Incident> {
  const check = await requireVisibleCheck(caller, checkId);
  await assertMayChange(caller, definitionOf(check));
  return transaction(async (tx) => {
    const before = await findIncident(tx, checkId, id);
    if (before === null) throw notFound('This incident');
    const row = await noteOf(tx, id, note);
    await recordAudit(tx, caller, {
      action: 'health-check.incident-noted',
      subject: { kind: 'health-check', id: checkId, name: check.name },
      before: { incident: id, note: before.note },
      after: { incident: id, note },
    });
    return presentIncident(row);
  });
}
