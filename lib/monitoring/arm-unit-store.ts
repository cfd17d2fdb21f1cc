/** Units that arms have seen: each is counted once. */
import type { PoolClient } from 'pg';
import { pool, type Tx } from '../platform/db.ts';

export type { Tx } from '../platform/db.ts';

/** `arm_unit` but for its time. `unit` is a decimal of 63 bits. */
export interface ArmUnitRow {
  endpoint_name: string;
  config_number: number;
  unit: string;
  arm: string;
}

// A row that another transaction is about to write is waited for, so exactly one of the two counts the unit; in the order of
// the key, so that none waits for another in a circle.
const insertUnitsSql = `
  INSERT INTO arm_unit (endpoint_name, config_number, unit, arm)
  SELECT endpoint_name, config_number, unit, arm
  FROM jsonb_to_recordset($1) AS r (endpoint_name text, config_number int, unit bigint, arm text)
  ORDER BY endpoint_name, config_number, unit
  ON CONFLICT DO NOTHING
  RETURNING endpoint_name, config_number, unit, arm`;

/** The rows that were not there yet. */
export async function insertUnits(client: PoolClient, rows: readonly ArmUnitRow[]): Promise<ArmUnitRow[]> {
  if (rows.length === 0) return [];
  const result = await client.query<ArmUnitRow>({
    name: 'insert-arm-units',
    text: insertUnitsSql,
    values: [JSON.stringify(rows)],
  });
  return result.rows;
}

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
