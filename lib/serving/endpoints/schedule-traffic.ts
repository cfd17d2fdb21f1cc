import { type Caller, userIdOf } from '../../access/index.ts';
import { requireApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, type FieldIssue } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { ScheduleTraffic, ServedEntity, TrafficSchedule } from '../schemas.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { uselessShadow } from './assert-servable.ts';
import { assertUnchanged } from './assert-unchanged.ts';
import { clock, configOf, entitiesOf, lockEndpoint, type Tx, transaction } from './endpoint-store.ts';
import { presentSchedule } from './present-endpoint.ts';
import { enqueueStep, withShares } from './schedule-step.ts';
import { insertSchedule, runningSchedule } from './schedule-store.ts';

/**
 * Plans changes of the split. Each step makes a configuration at its time, in the name of who planned it, whatever becomes
 * of their account meanwhile; a change by anybody in between ends the plan. Throws `not_found`, `invalid` for shares of
 * unknown entities and a first step that is past, `conflict` for a changed configuration or a plan that is running.
 */
export async function scheduleTraffic(
  caller: Caller,
  name: string,
  input: ScheduleTraffic,
): Promise<TrafficSchedule> {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const { expectedConfig, steps, reason, ticket } = input;
  const row = await transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, name);
    assertUnchanged(endpoint, expectedConfig);
    await requireApproval(tx, caller, { environments: [endpoint.environment] });
    await assertNoneRuns(tx, endpoint.id);
    const { now } = await clock(tx);
    const entities = entitiesOf(await configOf(tx, endpoint));
    const first = assertSteps(steps, entities, now);
    const schedule = await insertSchedule(tx, {
      id: newId(),
      endpointId: endpoint.id,
      expectedConfig,
      steps: steps.map(({ at, shares }) => ({ at: new Date(at).toISOString(), shares, config: null })),
      dueAt: first,
      reason,
      ticket,
      createdById: userIdOf(caller),
      createdByName: caller.name,
      createdAt: now,
    });
    await enqueueStep(tx, schedule.id, 0, first, now);
    await recordAudit(tx, caller, {
      action: 'endpoint.split-planned',
      subject: { kind: 'endpoint', id: endpoint.id, name },
      after: { scheduleId: schedule.id, steps, reason, ticket },
      ticket,
    });
    return schedule;
  });
  return presentSchedule(row);
}

async function assertNoneRuns(tx: Tx, endpointId: string): Promise<void> {
  const running = await runningSchedule(tx, endpointId);
  if (running === null) return;
  throw new AppError(
    'conflict',
    `A plan by ${running.createdByName} is running for this endpoint. Cancel it before you make another.`,
    { reason: 'schedule_running' },
  );
}

/** The time of the first step. */
function assertSteps(steps: ScheduleTraffic['steps'], entities: readonly ServedEntity[], now: Date): Date {
  const first = new Date(steps[0]?.at ?? now);
  const issues = steps.flatMap(({ shares }, index): FieldIssue[] => {
    const path = `steps.${index}.shares`;
    const unknown = Object.keys(shares).filter((name) => !entities.some((entity) => entity.name === name));
    const shadows = withShares(entities, shares).flatMap((entity) => uselessShadow(entity) ?? []);
    return [
      ...unknown.map((name) => ({ path, message: `There is no served entity named "${name}".` })),
      ...shadows.map(({ message }) => ({ path, message })),
    ];
  });
  if (first <= now) issues.unshift({ path: 'steps.0.at', message: 'The first step must be in the future.' });
  const [issue] = issues;
  if (issue !== undefined)
    throw new AppError('invalid', `This cannot be planned: ${issue.message}`, { issues });
  return first;
}
