/** Removes units nobody counts any more; `counter-store.ts` adds them. */
import { pool, type Tx } from '../platform/db.ts';

export type { Tx } from '../platform/db.ts';

/** Small enough to hold no lock for long. */
const batchSize = 20_000;

/** Removes some units of configurations that another one replaced before `time`; answers how many. */
export async function deleteUnitsEndedBefore(time: Date): Promise<number> {
  const result = await pool().query(
    `DELETE FROM arm_unit WHERE ctid = ANY(ARRAY(
       SELECT u.ctid
       FROM endpoint e
       JOIN endpoint_config next ON next.endpoint_id = e.id AND next.created_at < $1
       JOIN arm_unit u ON u.endpoint_name = e.name AND u.config_number = next.number - 1
       LIMIT $2))`,
    [time, batchSize],
  );
  return result.rowCount ?? 0;
}

export async function deleteUnitsOf(tx: Tx, endpoint: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM arm_unit WHERE endpoint_name = ${endpoint}`;
}
