import { systemCaller } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import type { ServedEntity } from '../schemas.ts';
import { assertServableIn } from './assert-servable.ts';
import {
  clock,
  configOf,
  type EndpointRow,
  entitiesOf,
  lockEndpoint,
  requireConfig,
  type Tx,
  transaction,
} from './endpoint-store.ts';
import { putInForce } from './put-in-force.ts';
import { enqueueStep, withShares } from './schedule-step.ts';
import {
  changeSchedule,
  dueSchedules,
  findScheduleWithEndpoint,
  type ScheduleRow,
  stepsOf,
} from './schedule-store.ts';
import { supersedeSchedule } from './supersede-schedule.ts';

/** Makes every step whose time has come, in order. Any number of workers may do this at once. */
export async function applyDueSteps(): Promise<void> {
  for (const id of await dueSchedules()) {
    try {
      while (await applyStep(id));
    } catch (error) {
      // The other plans go on; the next sweep tries this one again.
      log.error('a planned split could not be changed', { schedule: id, error });
    }
  }
}

interface Step {
  index: number;
  /** How many there are. */
  of: number;
  entities: ServedEntity[];
}

/**
 * Makes the next step of a plan if it is due: the configuration, the plan's progress and the job of the step after are one
 * transaction under the endpoint's lock, so a step is made once however many workers try and wherever one dies. False when
 * nothing was done.
 */
async function applyStep(id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const found = await findScheduleWithEndpoint(tx, id);
    const step = found && (await nextStep(tx, found.endpoint, found));
    if (found === null || step === null) return false;
    // Before the endpoint is locked: everybody locks models first.
    const problem = await problemOf(tx, step.entities);
    const endpoint = await lockEndpoint(tx, found.endpoint.name);
    const schedule = await findScheduleWithEndpoint(tx, id);
    const { now } = await clock(tx);
    if (schedule === null || !isDue(schedule, found, now)) return false;
    if (endpoint.config !== schedule.expectedConfig) {
      await supersedeSchedule(tx, endpoint, await configOf(tx, endpoint), null);
    } else if (problem !== null) {
      const message = `Step ${step.index + 1} of ${step.of} was not made. ${problem}`;
      await changeSchedule(tx, id, { state: 'failed', dueAt: null, message });
    } else {
      await makeStep(tx, endpoint, schedule, step, now);
    }
    return true;
  });
}

/** Null when no step is left. */
async function nextStep(tx: Tx, endpoint: EndpointRow, schedule: ScheduleRow): Promise<Step | null> {
  const steps = stepsOf(schedule);
  const index = steps.findIndex(({ config }) => config === null);
  const next = steps[index];
  if (next === undefined || schedule.state !== 'running') return null;
  const planned = entitiesOf(await requireConfig(tx, endpoint, schedule.expectedConfig));
  return { index, of: steps.length, entities: withShares(planned, next.shares) };
}

/** Whether it is still the step that was read before the wait for the lock. */
function isDue(schedule: ScheduleRow, read: ScheduleRow, now: Date): boolean {
  return (
    schedule.state === 'running' &&
    schedule.expectedConfig === read.expectedConfig &&
    schedule.dueAt !== null &&
    schedule.dueAt <= now
  );
}

async function problemOf(tx: Tx, entities: readonly ServedEntity[]): Promise<string | null> {
  try {
    await assertServableIn(tx, entities);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message;
    throw error;
  }
}

async function makeStep(
  tx: Tx,
  endpoint: EndpointRow,
  schedule: ScheduleRow,
  { index, of, entities }: Step,
  now: Date,
): Promise<void> {
  const { config } = await putInForce(tx, endpoint, {
    actor: systemCaller('traffic-schedule'),
    author: { id: schedule.createdById, name: schedule.createdByName },
    reason: `Step ${index + 1} of ${of}: ${schedule.reason || 'planned change of the split.'}`,
    ticket: schedule.ticket,
    servedEntities: entities,
    scheduleId: schedule.id,
  });
  const steps = stepsOf(schedule).map((step, place) =>
    place === index ? { ...step, config: config.number } : step,
  );
  const next = steps[index + 1];
  const dueAt = next ? new Date(next.at) : null;
  await changeSchedule(tx, schedule.id, {
    steps,
    expectedConfig: config.number,
    dueAt,
    state: dueAt === null ? 'done' : 'running',
  });
  if (dueAt !== null) await enqueueStep(tx, schedule.id, index + 1, dueAt, now);
}
