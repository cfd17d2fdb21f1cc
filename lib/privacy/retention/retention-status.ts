import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { transaction } from '../../platform/db.ts';
import { applyRetentionJob } from '../jobs.ts';
import { type RetentionRun, retentionRunSchema } from '../schemas.ts';
import { lastRun } from './retention-store.ts';

/** How the run under way, or the last one, went. */
export async function retentionStatus(caller: Caller): Promise<{ last: RetentionRun | null }> {
  assertMay(caller, 'privacy.write');
  const row = await lastRun();
  if (row === null) return { last: null };
  return {
    last: retentionRunSchema.parse({
      ...row,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }),
  };
}

/** Applies retention now instead of at night. One that waits already is enough. */
export async function applyRetentionNow(caller: Caller): Promise<void> {
  assertMay(caller, 'privacy.write');
  await transaction(async (tx) => {
    await enqueue(tx, applyRetentionJob, {}, { key: 'now' });
    await recordAudit(tx, caller, {
      action: 'retention.started',
      subject: { kind: 'retention', id: 'now', name: 'retention' },
    });
  });
}
