import type { PoolClient } from 'pg';
import { type ArmUnitRow, insertUnits } from './arm-unit-store.ts';
import { type Addition, Additions } from './rollups/additions.ts';
import { insertLive } from './rollups/live-store.ts';
import type { MeasuredRequest } from './rollups/measured-request.ts';
import { unitNumber } from './unit-number.ts';

export type { MeasuredRequest } from './rollups/measured-request.ts';

/** Units of a batch that may be new, and what counts them then. */
type Candidates = Map<string, { unit: ArmUnitRow; addition: Addition }>;

/**
 * Adds requests to the rollups, in the transaction that writes their rows. `commit` is called right behind the last
 * statement, so that it need not wait for its answer.
 */
export async function countRequests(
  client: PoolClient,
  requests: readonly MeasuredRequest[],
  commit: () => Promise<void> = async () => undefined,
): Promise<void> {
  const additions = new Additions();
  const candidates: Candidates = new Map();
  for (const request of requests) addUnit(candidates, additions.add(request), request);
  const units = [...candidates.values()].map(({ unit }) => unit);
  for (const fresh of await insertUnits(client, units)) {
    const found = candidates.get(unitKey(fresh));
    if (found) found.addition.counts.units += 1;
  }
  const rows = await additions.rows();
  await Promise.all([insertLive(client, rows), commit()]);
}

/** Only live traffic is split between units; a shadow is chosen by request. */
function addUnit(candidates: Candidates, addition: Addition, request: MeasuredRequest): void {
  if (request.traffic !== 'live' || request.arm === '') return;
  if (request.unit === null) {
    addition.counts.units += 1;
    return;
  }
  const unit: ArmUnitRow = {
    endpoint_name: request.endpointName,
    config_number: request.configNumber,
    unit: unitNumber(request.unit).toString(),
    arm: request.arm,
  };
  if (!candidates.has(unitKey(unit))) candidates.set(unitKey(unit), { unit, addition });
}

/** The primary key of `arm_unit`. */
function unitKey(row: ArmUnitRow): string {
  return `${row.endpoint_name}|${row.config_number}|${row.unit}`;
}
