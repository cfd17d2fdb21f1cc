import type { ConfigRow, EndpointRow, Tx } from './endpoint-store.ts';
import { changeSchedule, runningSchedule } from './schedule-store.ts';

/** Ends what was planned for an endpoint when somebody else, or a roll-back, puts a configuration in force. */
export async function supersedeSchedule(
  tx: Tx,
  endpoint: EndpointRow,
  config: ConfigRow,
  madeBy: string | null,
): Promise<void> {
  const running = await runningSchedule(tx, endpoint.id);
  if (running === null || running.id === madeBy) return;
  await changeSchedule(tx, running.id, {
    state: 'superseded',
    dueAt: null,
    message:
      `${config.createdByName} put configuration ${config.number} in force, ` +
      `where this plan expected ${running.expectedConfig}. Its remaining steps were dropped.`,
  });
}
