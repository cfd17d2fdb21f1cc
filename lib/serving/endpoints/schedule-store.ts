/** Planned changes of splits. All writes happen under the lock of their endpoint. */
import { z } from 'zod';
import type { TrafficSchedule as ScheduleRow } from '../../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../../platform/db.ts';
import { notFound } from '../../platform/errors.ts';
import { type TrafficSchedule, trafficScheduleSchema } from '../schemas.ts';

export type { ScheduleRow };

export type ScheduleStep = TrafficSchedule['steps'][number];

const storedSteps = z.array(trafficScheduleSchema.shape.steps.element);

export function stepsOf(row: ScheduleRow): ScheduleStep[] {
  return storedSteps.parse(row.steps);
}

export async function insertSchedule(
  tx: Tx,
  data: Prisma.TrafficScheduleUncheckedCreateInput,
): Promise<ScheduleRow> {
  return tx.trafficSchedule.create({ data });
}

export async function changeSchedule(
  tx: Tx,
  id: string,
  data: Prisma.TrafficScheduleUncheckedUpdateInput,
): Promise<ScheduleRow> {
  return tx.trafficSchedule.update({ where: { id }, data });
}

export async function runningSchedule(db: Db, endpointId: string): Promise<ScheduleRow | null> {
  return db.trafficSchedule.findFirst({ where: { endpointId, state: 'running' } });
}

/** Throws `not_found`. */
export async function findScheduleOf(db: Db, endpointId: string, id: string): Promise<ScheduleRow> {
  const row = await db.trafficSchedule.findFirst({ where: { id, endpointId } });
  if (row === null) throw notFound('This schedule');
  return row;
}

/** Null when it, or its endpoint, was deleted. */
export async function findScheduleWithEndpoint(db: Db, id: string) {
  return db.trafficSchedule.findUnique({ where: { id }, include: { endpoint: true } });
}

/** Running one first, then newest first. */
export async function schedulesOf(endpointId: string): Promise<ScheduleRow[]> {
  const rows = await prisma().trafficSchedule.findMany({
    where: { endpointId },
    orderBy: { id: 'desc' },
    take: 100,
  });
  return rows.sort((a, b) => Number(b.state === 'running') - Number(a.state === 'running'));
}

/** Ids of running schedules whose next step is due by the database's clock, longest due first. */
export async function dueSchedules(): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    SELECT id FROM traffic_schedule WHERE state = 'running' AND due_at <= clock_timestamp() ORDER BY due_at, id`;
  return rows.map(({ id }) => id);
}
