/** Evaluation against a real database: states, claims, missing data and errors. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { at, bad, forgetAlerts, good, start, told } from '../../e2e/support/alert-clock.ts';
import { addRule, errorRule, type FakeGroup, fakeSources, makeDue } from '../../e2e/support/alert-rules.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { evaluateDue } from './evaluate-due.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { claimDueRules } from './evaluation-store.ts';
import { activeAlerts, alertsBetween, getAlert, getRule, updateRule } from './index.ts';
import { tellAlerts } from './tell-alerts.ts';

const tester = systemCaller('test');
beforeEach(forgetAlerts);
afterAll(closeJobs);

describe('a rule', () => {
  test('goes from pending to firing to recovering to resolved, and tells of two of them', async () => {
    const { id } = await addRule('Errors', errorRule({ pendingSeconds: 60, keepFiringSeconds: 60 }));
    const states: string[] = [];
    const look = async (seconds: number, groups: readonly FakeGroup[]) => {
      await at(seconds, groups);
      states.push((await getRule(tester, id)).instances[0]?.state ?? 'none');
    };
    await makeDue();
    await look(0, good);
    await look(30, bad);
    await look(60, bad);
    await look(90, bad);
    await look(120, good);
    await look(150, good);
    await look(180, good);
    await look(210, good);
    expect(states).toEqual([
      'inactive',
      'pending',
      'pending',
      'firing',
      'recovering',
      'recovering',
      'resolved',
      'inactive',
    ]);
    expect(await told()).toEqual(['firing Errors', 'resolved Resolved: Errors']);
    const [alert] = await alertsBetween(tester, {
      from: new Date(start).toISOString(),
      to: new Date(start + 3_600_000).toISOString(),
    });
    expect(alert).toMatchObject({ state: 'resolved', value: 0.5, threshold: 0.05, cause: 'condition' });
    expect(alert?.startedAt).toBe(new Date(start + 30_000).toISOString());
    const { timeline } = await getAlert(tester, alert?.id ?? '');
    expect(timeline.map(({ kind }) => kind)).toEqual(['fired', 'told', 'recovering', 'resolved', 'told']);
  });

  test('evaluated twice at one moment, by two at once, fires once', async () => {
    await addRule('Errors', errorRule());
    await makeDue();
    await Promise.all(Array.from({ length: 8 }, () => at(0, bad)));
    await tellAlerts(new Date(start));
    expect(await prisma().alert.count()).toBe(1);
    expect(await told()).toEqual(['firing Errors']);
  });

  test('missed evaluations are not made up for', async () => {
    const { id } = await addRule('Errors', errorRule({ intervalSeconds: 30 }));
    await makeDue();
    let read = 0;
    const sources = fakeSources(() => {
      read++;
      return good;
    });
    await evaluateDue({ sources, at: new Date(start) });
    const later = new Date(start + 3_600_000);
    await evaluateDue({ sources, at: later });
    await evaluateDue({ sources, at: later });
    expect(read).toBe(2);
    const { dueAt } = await prisma().alertRule.findUniqueOrThrow({ where: { id } });
    expect(dueAt).toEqual(new Date(later.getTime() + 30_000));
  });

  test('a slow rule holds up no other', async () => {
    await addRule('Slow', errorRule({}, undefined));
    await addRule('Quick', errorRule({ severity: 'critical' }));
    await makeDue();
    const gate = Promise.withResolvers<void>();
    let first = true;
    const sources = fakeSources(async () => {
      const waits = first;
      first = false;
      if (waits) await gate.promise;
      return bad;
    });
    const running = evaluateDue({ sources, at: new Date(start) });
    await expect.poll(() => prisma().alert.count()).toBe(1);
    gate.resolve();
    await running;
    expect(await prisma().alert.count()).toBe(2);
  });

  test('whoever lost the lease, or evaluates an old revision, writes nothing', async () => {
    const { id } = await addRule('Errors', errorRule());
    await makeDue();
    const [stale] = await claimDueRules(10, new Date(start));
    if (stale === undefined) throw new Error('No rule was due.');
    await pool().query(`UPDATE alert_rule SET lease_until = now() - interval '1 second'`);
    const [taken] = await claimDueRules(10, new Date(start));
    expect(taken?.id).toBe(id);
    expect(
      await evaluateRule(
        stale,
        fakeSources(() => bad),
      ),
    ).toBe(false);
    expect(await prisma().alert.count()).toBe(0);
    await updateRule(tester, id, {
      name: 'Errors',
      enabled: true,
      document: errorRule(),
      expectedRevision: 1,
    });
    if (taken !== undefined)
      expect(
        await evaluateRule(
          taken,
          fakeSources(() => bad),
        ),
      ).toBe(false);
    expect(await prisma().alert.count()).toBe(0);
  });
});

describe('missing data, too little and errors', () => {
  test('a metric that vanishes ends the alert, fires one or keeps it, as the rule says', async () => {
    for (const noData of ['ok', 'alert', 'keep'] as const) await addRule(noData, errorRule({ noData }));
    await makeDue();
    await at(0, bad);
    await makeDue();
    await at(60, []);
    const open = await activeAlerts(tester);
    expect(open.map(({ rule }) => rule).sort()).toEqual(['alert', 'keep']);
    const rules = await prisma().alertInstance.findMany({ include: { rule: { select: { name: true } } } });
    expect(Object.fromEntries(rules.map(({ rule, state }) => [rule.name, state]))).toMatchObject({
      alert: 'no_data',
      keep: 'firing',
      ok: 'resolved',
    });
  });

  test('an alert says what is wrong now, not what was when it fired', async () => {
    await addRule('Errors', errorRule({ noData: 'alert' }));
    await makeDue();
    await at(0, []);
    const [first] = await activeAlerts(tester);
    expect(first).toMatchObject({ cause: 'no_data', value: null });
    expect(first?.summary).toContain('nothing is measured any more');
    await makeDue();
    await at(60, bad);
    const [second] = await activeAlerts(tester);
    expect(second).toMatchObject({ id: first?.id, cause: 'condition', value: 0.5, threshold: 0.05 });
    expect(second?.summary).toContain('is 50 % (limit 5 %)');
    const { timeline } = await getAlert(tester, second?.id ?? '');
    expect(timeline.map(({ kind }) => kind)).toEqual(['fired', 'told', 'turned']);
  });

  test('a group that vanishes is told of alone', async () => {
    await addRule('Errors', errorRule({ groupBy: 'endpoint', noData: 'alert' }));
    const groups = ['a', 'b'].map((key) => ({ key, value: 0, labels: { endpoint: key } }));
    await makeDue();
    await at(0, groups);
    await makeDue();
    await at(60, groups.slice(0, 1));
    expect(await activeAlerts(tester)).toMatchObject([{ group: 'b', endpoint: 'b', cause: 'no_data' }]);
    expect(await activeAlerts(tester, { endpoint: 'a' })).toEqual([]);
  });

  test('a value that rests on too little says nothing', async () => {
    await addRule('Errors', errorRule({ minCount: 50 }));
    await makeDue();
    await at(0, [{ key: 'all', value: 1, count: 49 }]);
    expect(await activeAlerts(tester)).toEqual([]);
    await makeDue();
    await at(60, [{ key: 'all', value: 1, count: 50 }]);
    expect(await activeAlerts(tester)).toHaveLength(1);
  });

  test('an error is told once, and leaves what fires as it is', async () => {
    const { id } = await addRule('Errors', errorRule({ groupBy: 'endpoint', onError: 'alert' }));
    await makeDue();
    await at(0, [
      { key: 'a', value: 0.5, labels: { endpoint: 'a' } },
      { key: 'b', value: 0 },
    ]);
    await makeDue();
    await at(60, () => Promise.reject(new AppError('unavailable', 'The reader is away.')));
    const open = await activeAlerts(tester);
    expect(open.map(({ group, cause }) => `${group} ${cause}`).sort()).toEqual(['* error', 'a condition']);
    expect(await getRule(tester, id)).toMatchObject({
      health: 'error',
      healthMessage: 'The reader is away.',
    });
    await makeDue();
    await at(120, [
      { key: 'a', value: 0, labels: { endpoint: 'a' } },
      { key: 'b', value: 0 },
    ]);
    expect(await activeAlerts(tester)).toEqual([]);
  });
});
