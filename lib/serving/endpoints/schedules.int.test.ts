import '../../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test, vi } from 'vitest';
import {
  champion,
  change,
  entity,
  moveChampion,
  newEndpoint,
  pinned,
} from '../../../e2e/support/endpoints.ts';
import { admin, userCaller } from '../../../e2e/support/registry.ts';
import { closeJobs, startWorker } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { log } from '../../platform/log.ts';
import { deleteVersion } from '../../registry/index.ts';
import { servingJobHandlers } from '../job-handlers.ts';
import { resolveEndpoint } from '../resolve-endpoint.ts';
import { type ScheduleTraffic, scheduleTrafficSchema } from '../schemas.ts';
import { applyDueSteps } from './apply-due-steps.ts';
import { cancelSchedule } from './cancel-schedule.ts';
import { getEndpoint } from './get-endpoint.ts';
import { rollbackEndpoint } from './rollback-endpoint.ts';
import { scheduleTraffic } from './schedule-traffic.ts';

afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

const hour = 3_600_000;
const split = (name: string) => [entity('main', champion(name), 100), entity('next', pinned(name, 2), 0)];

function plan(name: string, canary: readonly number[], more: Partial<ScheduleTraffic> = {}, caller = admin) {
  const steps = canary.map((next, index) => ({
    at: new Date(Date.now() + (index + 1) * hour).toISOString(),
    shares: { main: 100 - next, next },
  }));
  const input = { expectedConfig: 1, reason: 'canary', ticket: 'CHG-5', steps, ...more };
  return scheduleTraffic(caller, name, scheduleTrafficSchema.parse(input));
}

/** Makes the next so many steps of a plan due, as if hours had passed. */
async function elapse(id: string, steps: number): Promise<void> {
  await pool().query(
    `UPDATE traffic_schedule SET due_at = now() - interval '1 second', steps = (
       SELECT jsonb_agg(CASE WHEN place <= $2 THEN step || '{"at":"2020-01-01T00:00:00.000Z"}' ELSE step END
         ORDER BY place)
       FROM jsonb_array_elements(steps) WITH ORDINALITY AS list (step, place))
     WHERE id = $1`,
    [id, steps],
  );
}

async function now(name: string) {
  const { schedules, servedEntities, config, history } = await getEndpoint(admin, name);
  return { schedule: schedules[0], next: servedEntities[1]?.trafficPercentage, config, history };
}

describe('a plan', () => {
  test('changes the split at its times, in the name of who made it', async () => {
    const name = await newEndpoint(split);
    const planner = userCaller('owner');
    expect((await resolveEndpoint(name)).configNumber).toBe(1);
    const { id } = await plan(name, [10, 50, 100], {}, planner);
    await applyDueSteps();
    expect(await now(name)).toMatchObject({ config: 1, schedule: { state: 'running' } });
    await elapse(id, 1);
    await applyDueSteps();
    expect(await now(name)).toMatchObject({ config: 2, next: 10, schedule: { state: 'running' } });
    await expect.poll(async () => (await resolveEndpoint(name)).configNumber, { timeout: 1000 }).toBe(2);
    await elapse(id, 3);
    await applyDueSteps();
    const { schedule, history, ...end } = await now(name);
    expect(end).toMatchObject({ config: 4, next: 100 });
    expect(schedule).toMatchObject({
      state: 'done',
      message: '',
      steps: [{ config: 2 }, { config: 3 }, { config: 4 }],
    });
    expect(history[1]).toMatchObject({
      reason: 'Step 2 of 3: canary',
      ticket: 'CHG-5',
      createdBy: planner.name,
    });
  });

  test('is carried out by a worker', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [10]);
    await elapse(id, 1);
    const worker = await startWorker(servingJobHandlers);
    await expect.poll(async () => (await now(name)).config, { timeout: 20_000 }).toBe(2);
    await worker.stop(1);
  });

  test('makes each step once, however many workers try at the same moment', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [5, 10, 25, 50]);
    await elapse(id, 3);
    await Promise.all(Array.from({ length: 6 }, applyDueSteps));
    expect(await now(name)).toMatchObject({ config: 4, next: 25, schedule: { state: 'running' } });
  });

  test('takes a step up again whose worker died before its commit', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [10, 50]);
    await elapse(id, 1);
    // The plan's own row cannot be written: everything else of the step is undone with it.
    const forbid = `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$;
      CREATE TRIGGER die BEFORE UPDATE ON traffic_schedule FOR EACH ROW EXECUTE FUNCTION die()`;
    await pool().query(forbid);
    const told = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    await applyDueSteps();
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
    await pool().query('DROP TRIGGER die ON traffic_schedule');
    expect(await now(name)).toMatchObject({ config: 1, schedule: { state: 'running' } });
    await applyDueSteps();
    expect(await now(name)).toMatchObject({ config: 2, next: 10 });
  });

  test('ends when somebody changes the endpoint, naming who and what', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [10, 50]);
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 3), 100)] }, userCaller('owner'));
    const message = expect.stringMatching(/^A owner put configuration 2 in force/);
    expect((await now(name)).schedule).toMatchObject({ state: 'superseded', message });
    await elapse(id, 2);
    await applyDueSteps();
    expect(await now(name)).toMatchObject({ config: 2, schedule: { state: 'superseded' } });
  });

  test('ends when somebody rolls back, and lives on when an alias moves or a word is changed', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [10, 50]);
    await moveChampion(name, 3);
    await change(name, 1, { description: 'better words' });
    await elapse(id, 1);
    await applyDueSteps();
    expect(await now(name)).toMatchObject({ config: 2, schedule: { state: 'running' } });
    const back = { to: 1, expectedConfig: 2, takeBackDocuments: true, reason: '', ticket: '' };
    await rollbackEndpoint(admin, name, back);
    expect(await now(name)).toMatchObject({ config: 3, schedule: { state: 'superseded' } });
  });

  test('fails with the reason when what it would serve is gone', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [10]);
    await pool().query(
      `UPDATE model_version SET deleted_at = now() WHERE number = 2
       AND model_id = (SELECT id FROM registered_model WHERE name = $1)`,
      [name],
    );
    await elapse(id, 1);
    await applyDueSteps();
    const message = expect.stringMatching(/^Step 1 of 1 was not made\. .*Version 2 .* was deleted/);
    expect(await now(name)).toMatchObject({ config: 1, schedule: { state: 'failed', message } });
  });

  test('protects the versions it will serve', async () => {
    const name = await newEndpoint(split);
    await plan(name, [10]);
    const gone = deleteVersion(admin, name, 2, { reason: '', ticket: '' });
    await expect(gone).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is cancelled once, and only then may another be made', async () => {
    const name = await newEndpoint(split);
    const { id } = await plan(name, [10]);
    await expect(plan(name, [20])).rejects.toMatchObject({ reason: 'schedule_running' });
    const cancelled = await cancelSchedule(admin, name, id);
    expect(cancelled).toMatchObject({ state: 'cancelled', message: 'test cancelled it.' });
    await expect(cancelSchedule(admin, name, id)).rejects.toMatchObject({ reason: 'schedule_ended' });
    const both = await Promise.allSettled([plan(name, [20]), plan(name, [30])]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('with unknown entities, past times, a stale configuration or by a viewer is refused', async () => {
    const name = await newEndpoint(split);
    const at = new Date(Date.now() + hour).toISOString();
    const unknown = plan(name, [], { steps: [{ at, shares: { nobody: 100 } }] });
    await expect(unknown).rejects.toMatchObject({ issues: [{ path: 'steps.0.shares' }] });
    const past = plan(name, [], { steps: [{ at: '2020-01-01T00:00:00Z', shares: { main: 100 } }] });
    await expect(past).rejects.toMatchObject({ issues: [{ path: 'steps.0.at' }] });
    await expect(plan(name, [10], { expectedConfig: 2 })).rejects.toMatchObject({ reason: 'config_changed' });
    await expect(plan(name, [10], {}, userCaller('data-scientist'))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
