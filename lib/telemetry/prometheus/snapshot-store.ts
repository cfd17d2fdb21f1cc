import { z } from 'zod';
import { pool } from '../../platform/db.ts';
import type { ProcessKind } from '../../platform/heartbeat.ts';
import { type ExportState, exportStateSchema } from '../schemas.ts';
import { type Family, familySchema } from './family.ts';

/** Older than this, a snapshot is of a process that is gone. */
const staleSeconds = 60;

const snapshotSchema = z.object({
  processId: z.string(),
  kind: z.enum(['server', 'worker']),
  families: z.array(familySchema),
  export: exportStateSchema.nullable(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export async function saveSnapshot(snapshot: {
  processId: string;
  kind: ProcessKind;
  families: readonly Family[];
  export: ExportState | null;
}): Promise<void> {
  const { processId, kind, families } = snapshot;
  await pool().query(
    `INSERT INTO process_metrics (process_id, kind, at, families, export) VALUES ($1, $2, now(), $3, $4)
     ON CONFLICT (process_id) DO UPDATE SET at = now(), families = $3, export = $4`,
    [processId, kind, JSON.stringify(families), snapshot.export && JSON.stringify(snapshot.export)],
  );
}

export async function deleteSnapshot(processId: string): Promise<void> {
  await pool().query(`DELETE FROM process_metrics WHERE process_id = $1 OR at < now() - interval '1 hour'`, [
    processId,
  ]);
}

/** Of processes that live. What an earlier release wrote in another shape is left out. */
export async function readSnapshots(): Promise<Snapshot[]> {
  const { rows } = await pool().query(
    `SELECT process_id AS "processId", kind, families, export FROM process_metrics
     WHERE at > now() - make_interval(secs => $1) ORDER BY kind, process_id`,
    [staleSeconds],
  );
  return rows.flatMap((row) => {
    const read = snapshotSchema.safeParse(row);
    return read.success ? [read.data] : [];
  });
}
