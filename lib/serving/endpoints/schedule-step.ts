import { enqueue } from '../../jobs/index.ts';
import type { ServedEntity } from '../schemas.ts';
import type { Tx } from './endpoint-store.ts';
import { trafficScheduleJob } from './schedule-job.ts';
import type { ScheduleStep } from './schedule-store.ts';

/** The entities with the shares of a step; those it does not name get nothing. */
export function withShares(
  entities: readonly ServedEntity[],
  shares: ScheduleStep['shares'],
): ServedEntity[] {
  return entities.map((entity) => ({ ...entity, trafficPercentage: shares[entity.name] ?? 0 }));
}

/** Wakes a worker when a step is due. */
export async function enqueueStep(
  tx: Tx,
  scheduleId: string,
  index: number,
  due: Date,
  now: Date,
): Promise<void> {
  const delaySeconds = Math.max(0, Math.ceil((due.getTime() - now.getTime()) / 1000));
  await enqueue(tx, trafficScheduleJob, {}, { key: `${scheduleId}:${index}`, delaySeconds });
}
