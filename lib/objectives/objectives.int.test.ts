import '../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { DELETE as deleteOne, GET as getOne, PUT as putOne } from '../../app/api/objectives/[id]/route.ts';
import { POST as add, GET as list } from '../../app/api/objectives/route.ts';
import { addAccount, call } from '../../e2e/support/accounts.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { admin } from '../../e2e/support/registry.ts';
import { recordInference } from '../inference/index.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import {
  allObjectives,
  createObjective,
  deleteObjective,
  getObjective,
  listObjectives,
  objectiveCounts,
  updateObjective,
} from './index.ts';
import { createObjectiveSchema, objectiveHistorySchema, objectiveListSchema } from './schemas.ts';

async function makeEndpoint(environment = 'production'): Promise<string> {
  const name = `ep-${newId().slice(-8)}`;
  await pool().query('INSERT INTO endpoint (id, name, environment, updated_at) VALUES ($1, $2, $3, now())', [
    newId(),
    name,
    environment,
  ]);
  return name;
}

const available = (endpoint: string, change: Record<string, unknown> = {}) =>
  createObjectiveSchema.parse({
    endpoint,
    name: 'Answers',
    kind: 'availability',
    target: 0.9,
    windowDays: 28,
    ...change,
  });

const ask = (name: string, change: Parameters<typeof record>[0] = {}) =>
  recordInference(record({ endpoint: { id: null, name, config: 1 }, ...change }));

/** Just after what was recorded: minutes are counted whole. */
const soon = () => new Date(Date.now() + 60_000);

describe('an objective', () => {
  let endpoint = '';
  beforeAll(async () => {
    endpoint = await makeEndpoint();
    const failed = { status: 'error', httpStatus: 502, error: { code: 'upstream', message: 'no' } } as const;
    const refused = {
      status: 'refused',
      httpStatus: 429,
      error: { code: 'rate_limited', message: 'no' },
    } as const;
    await Promise.all([
      ...Array.from({ length: 19 }, (_, n) => ask(endpoint, { totalMs: n < 10 ? 500 : 5000 })),
      ask(endpoint, { ...failed, totalMs: 500 }),
      ...Array.from({ length: 30 }, () => ask(endpoint, refused)),
    ]);
  });

  it('counts failures among what was admitted, and says what is left', async () => {
    const made = await createObjective(admin, available(endpoint));
    const { objective, points } = await getObjective(admin, made.id, soon());
    expect(objective.status).toMatchObject({ good: 19, total: 20, value: 0.95, state: 'met', endsAt: null });
    expect(objective.status.budgetLeft).toBeCloseTo(0.5);
    expect(objective.status.failuresLeft).toBeCloseTo(1);
    expect(objective.status.burn.map(({ rate }) => rate)).toEqual(
      [0.5, 0.5, 0.5].map((n) => expect.closeTo(n)),
    );
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ good: 19, total: 20, budgetLeft: expect.closeTo(0.5) });
    const counts = await objectiveCounts(made, new Date(Date.now() - 3_600_000), soon());
    expect(counts).toEqual({ good: 19, total: 20 });
  });

  it('of latency counts requests within the time, to the error of a sketch', async () => {
    const made = await createObjective(
      admin,
      available(endpoint, { name: 'Fast', kind: 'latency', thresholdMs: 2000, target: 0.4 }),
    );
    const counts = await objectiveCounts(made, new Date(Date.now() - 3_600_000), soon());
    expect(counts.good / counts.total).toBeGreaterThan(0.5);
    expect(counts.good / counts.total).toBeLessThan(0.6);
  });

  it('that burns too fast says when it ends, one that is over says so', async () => {
    const at = await createObjective(admin, available(endpoint, { name: 'Tight', target: 0.96 }));
    expect((await getObjective(admin, at.id, soon())).objective.status).toMatchObject({
      state: 'missed',
      endsAt: null,
    });
    await Promise.all(
      Array.from({ length: 60 }, () => ask(endpoint, { at: new Date(Date.now() - 20 * 86_400_000) })),
    );
    const { status } = (await getObjective(admin, at.id, soon())).objective;
    expect(status).toMatchObject({ state: 'at-risk', good: 79, total: 80 });
    const daysLeft = (Date.parse(status.endsAt ?? '') - Date.now()) / 86_400_000;
    // 68.75 % of the budget is left and burns 1.25 times as fast as lasts: 0.6875 / 1.25 × 28 days.
    expect(daysLeft).toBeCloseTo(15.4, 1);
  });

  it('of an endpoint without requests is unknown, not met and not missed', async () => {
    const idle = await makeEndpoint();
    const made = await createObjective(admin, available(idle));
    const { objective, points } = await getObjective(admin, made.id, soon());
    expect(objective.status).toMatchObject({ state: 'unknown', total: 0, value: null, budgetLeft: null });
    expect(points).toEqual([]);
  });

  it('of the only request, which failed, is missed', async () => {
    const one = await makeEndpoint();
    await ask(one, { status: 'error', httpStatus: 500, error: { code: 'internal', message: 'no' } });
    const made = await createObjective(admin, available(one));
    const { status } = (await getObjective(admin, made.id, soon())).objective;
    expect(status).toMatchObject({ state: 'missed', good: 0, total: 1 });
    expect(status.budgetLeft).toBeCloseTo(-9);
  });

  it('reads the same in the list of all as alone', async () => {
    const { items } = await listObjectives(admin, {}, soon());
    expect(items.length).toBeGreaterThan(3);
    for (const { id, status } of items) {
      const alone = (await getObjective(admin, id, soon())).objective.status;
      expect({ ...status, endsAt: null }).toEqual({ ...alone, endsAt: null });
    }
    const order = items.map(({ status }) => status.state);
    expect(order.indexOf('missed')).toBe(0);
    expect(order.at(-1)).toBe('met');
  });

  it('has a name once at an endpoint, and goes with it', async () => {
    const gone = await makeEndpoint();
    await createObjective(admin, available(gone));
    await expect(createObjective(admin, available(gone))).rejects.toMatchObject({ code: 'conflict' });
    await pool().query('DELETE FROM endpoint WHERE name = $1', [gone]);
    expect((await allObjectives()).some((objective) => objective.endpoint === gone)).toBe(false);
  });

  it('is bounded in number, also when many are added at once', async () => {
    const busy = await makeEndpoint();
    const tried = await Promise.allSettled(
      Array.from({ length: 24 }, (_, n) => createObjective(admin, available(busy, { name: `n${n}` }))),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });

  it('is changed and deleted on record, and not over what somebody else changed', async () => {
    const made = await createObjective(admin, available(endpoint, { name: 'Recorded' }));
    const input = {
      name: 'Recorded',
      kind: 'availability',
      target: 0.95,
      thresholdMs: null,
      windowDays: 7,
    } as const;
    const changed = await updateObjective(admin, made.id, input, made.updatedAt);
    expect(changed).toMatchObject({ target: 0.95, windowDays: 7 });
    await expect(updateObjective(admin, made.id, input, '2020-01-01T00:00:00.000Z')).rejects.toMatchObject({
      reason: 'changed_since',
    });
    await deleteObjective(admin, made.id);
    const { rows } = await pool().query('SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id', [
      made.id,
    ]);
    expect(rows.map(({ action }) => action)).toEqual([
      'objective.created',
      'objective.updated',
      'objective.deleted',
    ]);
  });
});

describe('who may', () => {
  it('a stakeholder reads, an engineer changes, others of another tenant find nothing', async () => {
    const name = await makeEndpoint();
    const scope = { kind: 'endpoint', name } as const;
    const [reader, engineer, stranger] = await Promise.all([
      addAccount('stakeholder', { scope }),
      addAccount('data-scientist', { scope }),
      addAccount('mlops-engineer', { scope: { kind: 'endpoint', name: await makeEndpoint() } }),
    ]);
    const refused = await call(add, { cookie: reader.cookie, json: available(name) });
    expect(refused.status).toBe(403);
    const made = await call(add, { cookie: engineer.cookie, json: available(name) });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    const seen = objectiveListSchema.parse((await call(list, { cookie: reader.cookie })).body);
    expect(seen.items.map((objective) => objective.id)).toEqual([id]);
    expect(
      objectiveHistorySchema.parse((await call(getOne, { cookie: reader.cookie, params: { id } })).body)
        .objective.id,
    ).toBe(id);
    const others = objectiveListSchema.parse((await call(list, { cookie: stranger.cookie })).body);
    expect(others.items).toEqual([]);
    const { endpoint: _, ...input } = available(name);
    for (const [handler, method, json] of [
      [getOne, 'GET', undefined],
      [putOne, 'PUT', input],
      [deleteOne, 'DELETE', undefined],
    ] as const) {
      const answer = await call(handler, { cookie: stranger.cookie, params: { id }, method, json });
      expect(answer.status).toBe(404);
    }
    expect(
      (await call(putOne, { cookie: reader.cookie, params: { id }, method: 'PUT', json: input })).status,
    ).toBe(403);
    expect((await call(add, { cookie: engineer.cookie, json: available('no-such-endpoint') })).status).toBe(
      403,
    );
    expect(
      (await call(deleteOne, { cookie: engineer.cookie, params: { id }, method: 'DELETE' })).status,
    ).toBe(204);
  });
});
