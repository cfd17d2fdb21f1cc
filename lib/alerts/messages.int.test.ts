/** What is told, when: grouping, storms, repetitions, silences, mute times, the watchdog. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { at, bad, forgetAlerts, good, start, told } from '../../e2e/support/alert-clock.ts';
import { addRule, errorRule, type FakeGroup, fakeSources, makeDue } from '../../e2e/support/alert-rules.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { evaluateDue } from './evaluate-due.ts';
import { beatEvaluator } from './evaluation-store.ts';
import { acknowledgeAlert, activeAlerts, countAlerts, createSilence, deleteRule } from './index.ts';
import { tellAlerts } from './tell-alerts.ts';
import { watchEvaluator } from './watchdog.ts';

const tester = systemCaller('test');
beforeEach(forgetAlerts);
afterAll(closeJobs);

describe('messages', () => {
  const many = (count: number, value: number): FakeGroup[] =>
    Array.from({ length: count }, (_, index) => ({
      key: `v${index}`,
      value,
      labels: { version: String(index) },
    }));

  test('a storm of one rule is one message that counts, and one when it is over', async () => {
    await addRule('Errors', errorRule({ groupBy: 'version', groupSeconds: 60 }));
    await makeDue();
    await at(0, many(200, 1));
    await makeDue();
    await at(120, many(200, 0));
    expect(await told()).toEqual(['firing Errors: 200 alerts', 'resolved Resolved: Errors: 200 alerts']);
    const [first] = await prisma().notification.findMany({ orderBy: { id: 'asc' } });
    expect(first?.text).toContain('and 190 more');
    expect(first?.text.length).toBeLessThanOrEqual(4000);
    expect(JSON.stringify(first?.data).length).toBeLessThan(20_000);
  });

  test('a storm over many endpoints is bounded', async () => {
    await addRule('Errors', errorRule({ groupBy: 'endpoint' }));
    const groups = Array.from({ length: 150 }, (_, index) => ({
      key: `e${index}`,
      value: 1,
      labels: { endpoint: `e${index}` },
    }));
    await makeDue();
    await at(0, groups);
    expect((await told()).length).toBeLessThanOrEqual(21);
    const notifications = await prisma().notification.findMany();
    const counted = notifications.map(({ data }) => Number((data as { count: number }).count));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(150);
  });

  const everywhere = (name: string, count: number, value: number): FakeGroup[] =>
    Array.from({ length: count }, (_, index) => ({
      key: `${name}${index}`,
      value,
      labels: { endpoint: `${name}${index}` },
    }));

  test('a thousand groups at once: each is told once, reminded in bounds, and each conversation ends', async () => {
    const settings = { groupBy: 'endpoint', repeatSeconds: 600 } as const;
    await addRule('Errors', errorRule(settings));
    await addRule('More errors', errorRule(settings));
    await makeDue();
    await at(0, everywhere('e', 500, 1));
    expect(await prisma().alert.count({ where: { told: 'firing' } })).toBe(1000);
    expect(await told()).toHaveLength(20 + 1);
    await tellAlerts(new Date(start + 5000));
    expect(await told()).toHaveLength(20 + 1);

    await tellAlerts(new Date(start + 601_000));
    const reminded = (await told()).slice(21);
    expect(reminded).toHaveLength(20);
    expect(reminded.every((line) => line.startsWith('firing Still: '))).toBe(true);

    await makeDue();
    await at(1300, everywhere('e', 500, 0));
    await tellAlerts(new Date(start + 1_400_000));
    expect(await prisma().alert.count({ where: { told: { not: 'resolved' } } })).toBe(0);
    expect(await prisma().alertThread.count({ where: { closedAt: null } })).toBe(0);
    const ended = await prisma().notification.findMany({ where: { topic: 'alert.resolved' } });
    expect(ended).toHaveLength(21);
    expect(ended.every(({ data }) => (data as { ended: boolean }).ended)).toBe(true);
    const counted = ended.map(({ data }) => Number((data as { count: number }).count));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(1000);
  }, 60_000);

  test('what comes in by and by during a storm is counted once a minute', async () => {
    await addRule('Errors', errorRule({ groupBy: 'endpoint' }));
    for (const [index, seconds] of [0, 5, 10, 15, 20, 61].entries()) {
      await makeDue();
      await at(seconds, everywhere('e', 30 + index * 10, 1));
    }
    expect(await told()).toHaveLength(20 + 2);
    expect(await prisma().alert.count({ where: { told: 'no' } })).toBe(0);
  });

  test('thousands that were told keep nobody from hearing of one more', async () => {
    await prisma().alert.createMany({
      data: Array.from({ length: 2500 }, (_, index) => ({
        ...{ id: newId(), ruleName: 'Old', ruleRevision: 1, groupKey: `g${index}`, labels: {} },
        ...{ severity: 'info', cause: 'condition', state: 'firing', summary: '', told: 'firing' },
        ...{ startedAt: new Date(start), firedAt: new Date(start), toldAt: new Date(start) },
      })),
    });
    await addRule('Errors', errorRule());
    await makeDue();
    await at(60, bad);
    expect(await told()).toEqual(['firing Errors']);
  });

  test('a rule that cannot be read keeps nobody from hearing of the others', async () => {
    const { id } = await addRule('Broken', errorRule());
    await addRule('Whole', errorRule({ severity: 'critical' }));
    await makeDue();
    await evaluateDue({ sources: fakeSources(() => bad), at: new Date(start) });
    await prisma().alertRule.update({
      where: { id },
      data: { document: { notify: 'everybody', repeatSeconds: 600 } },
    });
    await tellAlerts(new Date(start));
    expect(await prisma().alert.count({ where: { told: 'firing' } })).toBe(2);
  });

  test('what joins soon waits for the next message', async () => {
    await addRule('Errors', errorRule({ groupBy: 'version', groupSeconds: 60 }));
    await makeDue();
    await at(0, many(1, 1));
    await makeDue();
    await at(30, many(3, 1));
    expect(await told()).toHaveLength(1);
    await makeDue();
    await at(61, many(3, 1));
    expect(await told()).toEqual(['firing Errors', 'firing Errors: 2 alerts']);
  });

  test('it is repeated until somebody acknowledges it', async () => {
    await addRule('Errors', errorRule({ repeatSeconds: 600 }));
    await makeDue();
    await at(0, bad);
    await makeDue();
    await at(300, bad);
    expect(await told()).toHaveLength(1);
    await makeDue();
    await at(600, bad);
    expect(await told()).toEqual(['firing Errors', 'firing Still: Errors']);
    const [alert] = await activeAlerts(tester);
    await acknowledgeAlert(tester, alert?.id ?? '');
    await acknowledgeAlert(tester, alert?.id ?? '');
    await makeDue();
    await at(2000, bad);
    expect(await told()).toEqual([
      'firing Errors',
      'firing Still: Errors',
      'acknowledged Acknowledged: Errors',
    ]);
    expect(await countAlerts(tester)).toEqual({ open: 1, critical: 0, unacknowledged: 0 });
  });

  test('a silence keeps it quiet; when it ends and it still fires, it is told', async () => {
    const { id } = await addRule('Errors', errorRule());
    const silence = {
      matchers: { ruleId: id, labels: {} },
      startsAt: new Date(start - 1000).toISOString(),
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
      comment: 'Known.',
    };
    const { id: silenceId } = await createSilence(tester, silence);
    await makeDue();
    await at(0, bad);
    expect(await told()).toEqual([]);
    await pool().query('UPDATE alert_silence SET ends_at = $2 WHERE id = $1', [
      silenceId,
      new Date(start + 60_000),
    ]);
    await makeDue();
    await at(61, bad);
    expect(await told()).toEqual(['firing Errors']);
  });

  test('over before anybody was told, nobody is; a muted one waits for the clocks', async () => {
    await addRule(
      'Muted',
      errorRule({ mutes: [{ days: ['mon'], from: '11:00', to: '11:30', timeZone: 'Europe/Berlin' }] }),
    );
    await makeDue();
    await at(0, bad);
    await makeDue();
    await at(60, good);
    expect(await told()).toEqual([]);
    await makeDue();
    await at(120, bad);
    await makeDue();
    await at(1801, bad);
    expect(await told()).toEqual(['firing Muted']);
  });

  test('a rule that is deleted ends its alerts, and says so', async () => {
    const { id } = await addRule('Errors', errorRule());
    await makeDue();
    await at(0, bad);
    await deleteRule(tester, id);
    await tellAlerts(new Date(start + 1000));
    expect(await told()).toEqual(['firing Errors', 'resolved Resolved: Errors']);
    expect(await activeAlerts(tester)).toEqual([]);
  });

  test('told by many at once, each change is told once', async () => {
    await addRule('Errors', errorRule());
    await makeDue();
    await evaluateDue({ sources: fakeSources(() => bad), at: new Date(start) });
    await Promise.all(Array.from({ length: 10 }, () => tellAlerts(new Date(start))));
    await tellAlerts(new Date(start));
    expect(await told()).toEqual(['firing Errors']);
  });
});

test('the watchdog tells once that nobody evaluates, and once that somebody does again', async () => {
  await watchEvaluator();
  expect(await told()).toEqual([]);
  await addRule('Errors', errorRule());
  await beatEvaluator('test');
  await watchEvaluator();
  expect(await told()).toEqual([]);
  await pool().query(`UPDATE alert_heartbeat SET seen_at = now() - interval '5 minutes'`);
  await Promise.all([watchEvaluator(), watchEvaluator(), watchEvaluator()]);
  await watchEvaluator();
  expect(await told()).toEqual(['firing Alerts are not evaluated']);
  expect(await activeAlerts(tester)).toMatchObject([
    { ruleId: null, cause: 'watchdog', severity: 'critical' },
  ]);
  await beatEvaluator('test');
  await watchEvaluator();
  await watchEvaluator();
  expect(await told()).toEqual([
    'firing Alerts are not evaluated',
    'resolved Resolved: Alerts are not evaluated',
  ]);
});
