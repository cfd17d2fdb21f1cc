import { assertMayAt, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { CreateMonitor, Monitor } from '../monitor-schemas.ts';
import { nextRun } from '../schedule/read-schedule.ts';
import { assertColumns } from './assert-columns.ts';
import { getMonitor } from './get-monitor.ts';
import {
  countMonitors,
  environmentOf,
  insertMonitor,
  isUniqueViolation,
  transaction,
} from './monitor-store.ts';

const maxPerEndpoint = 50;

/** Throws `not_found` for the endpoint, `invalid` for columns that do not exist, `conflict` for a name that is taken. */
export async function createMonitor(caller: Caller, { endpoint, ...input }: CreateMonitor): Promise<Monitor> {
  const environment = await environmentOf(endpoint);
  assertMayAt(caller, 'monitors.write', { kind: 'endpoint', name: endpoint, environment });
  if (environment === null) throw notFound(`The endpoint "${endpoint}"`);
  await assertColumns(endpoint, input.columns);
  try {
    const created = await transaction(async (tx) => {
      if ((await countMonitors(tx, endpoint)) >= maxPerEndpoint) {
        throw new AppError(
          'conflict',
          `An endpoint has at most ${maxPerEndpoint} monitors. Delete one first.`,
        );
      }
      const row = await insertMonitor(tx, {
        id: newId(),
        endpointName: endpoint,
        ...input,
        nextRunAt: input.enabled ? nextRun(input.schedule, input.timeZone, new Date()) : null,
      });
      await recordAudit(tx, caller, {
        action: 'monitor.created',
        subject: { kind: 'monitor', id: row.id, name: `${endpoint}: ${input.name}` },
        after: input,
      });
      return row;
    });
    return getMonitor(caller, created.id);
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(endpoint, input.name);
    throw error;
  }
}

export function nameTaken(endpoint: string, name: string): AppError {
  return new AppError(
    'conflict',
    `"${endpoint}" has a monitor named "${name}" already. Choose another name.`,
    {
      reason: 'name_taken',
    },
  );
}
