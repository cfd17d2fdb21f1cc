/** Three real processes on one PostgreSQL. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RateProcess, startRateProcess } from '../../../e2e/support/rate-processes.ts';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { systemCaller } from '../../access/index.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { saveRate } from '../index.ts';
import type { SaveRate } from '../schemas.ts';

let processes: [RateProcess, RateProcess, RateProcess];

async function startThree(): Promise<typeof processes> {
  return Promise.all([startRateProcess(), startRateProcess(), startRateProcess()]);
}

beforeAll(async () => {
  // Ten minutes past an hour, so that no window of an hour ends in a test.
  await pool().query(
    `CREATE OR REPLACE FUNCTION slipway_clock() RETURNS timestamptz LANGUAGE sql AS
     'SELECT clock_timestamp() + (timestamptz ''2031-01-01 00:10Z'' - timestamptz ''${new Date().toISOString()}'')'`,
  );
  processes = await startThree();
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await closeEvents();
});

/** A rule of its own; in force in every process when it returns. */
async function limited(
  limit: number,
  { window = 'hour', unit = 'requests' }: Partial<Pick<SaveRate, 'window' | 'unit'>> = {},
): Promise<string> {
  const tag = await addRule(limit, { window, unit });
  await everyProcessKnows();
  return tag;
}

async function addRule(limit: number, { window, unit }: Pick<SaveRate, 'window' | 'unit'>): Promise<string> {
  const tag = newId();
  await saveRate(systemCaller('test'), {
    subjectKind: 'tag',
    subject: tag,
    unit,
    window,
    limit,
    enabled: true,
  });
  return tag;
}

/** Announcements arrive in their order: who refuses this one has heard of those before. */
async function everyProcessKnows(): Promise<void> {
  const tag = newId();
  await saveRate(systemCaller('test'), {
    subjectKind: 'tag',
    subject: tag,
    unit: 'requests',
    window: 'hour',
    limit: 0,
    enabled: true,
  });
  for (const one of processes) {
    while ((await one.take(1, tag)).admitted > 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function heldFor(tag: string): Promise<number> {
  const { rows } = await pool().query<{ held: number }>(
    'SELECT held::float8 AS held FROM rate_window WHERE subject = $1',
    [tag],
  );
  return rows[0]?.held ?? 0;
}

const sum = (results: readonly { admitted: number }[]) =>
  results.reduce((all, { admitted }) => all + admitted, 0);

test.each([1, 2, 7, 100, 500])('let in exactly %i together', async (limit) => {
  const tag = await limited(limit);
  expect(sum(await Promise.all(processes.map((one) => one.take(600, tag))))).toBe(limit);
});

test('one after the other, each as it comes, never more', async () => {
  const tag = await limited(300);
  const all = await Promise.all(processes.map((one) => one.take(400, tag, { parallel: false })));
  expect(sum(all)).toBe(300);
});

test('what an idle process had is there for the others, also when it is killed then', async () => {
  const tag = await limited(200);
  const victim = await startRateProcess();
  expect((await victim.take(30, tag, { parallel: false })).admitted).toBe(30);
  await expect.poll(() => heldFor(tag), { timeout: 5000 }).toBe(0);
  await victim.kill();
  expect((await processes[0].take(400, tag)).admitted).toBe(170);
});

test('what a killed process held is lost for its window only', async () => {
  const tag = await limited(60, { window: 'second' });
  const victim = await startRateProcess();
  await victim.take(15, tag, { parallel: false });
  await victim.kill();
  const inFull = async () => (await processes[0].take(100, tag)).admitted;
  // A second that begins in the midst of the calls may let in more, one that was begun less.
  await expect.poll(inFull, { timeout: 10_000, interval: 300 }).toBe(60);
});

test('a process without the database keeps to its slice and says so', async () => {
  const tag = await limited(1000);
  const victim = await startRateProcess();
  const before =
    (await victim.take(40, tag)).admitted + (await victim.take(20, tag, { parallel: false })).admitted;
  await victim.cut();
  const after = await victim.take(2000, tag);
  const others = await Promise.all(processes.map((one) => one.take(1000, tag)));
  expect(before).toBe(60);
  expect(after.reasons).toEqual({ rate_limits_cut_off: 2000 - after.admitted });
  expect(before + after.admitted + sum(others)).toBeLessThanOrEqual(1000);
  await victim.kill();
});

test('a killed process loses no more than it let in during its last second', async () => {
  const tag = await limited(4000);
  const victim = await startRateProcess();
  let before = 0;
  for (let burst = 0; burst < 5; burst++)
    before += (await victim.take(40, tag, { parallel: false })).admitted;
  await victim.kill();
  const others = await Promise.all(processes.map((one) => one.take(2000, tag)));
  expect(before).toBe(200);
  const lost = 4000 - before - sum(others);
  expect(lost).toBeGreaterThanOrEqual(0);
  expect(lost).toBeLessThanOrEqual(before);
});

// On a busy machine the other may not answer in time. By itself it would give back too late most of the times.
test('what one has and does not use is given to another that asks', { retry: 2 }, async () => {
  const tokens = { unit: 'tokens', window: 'hour' } as const;
  const tags = await Promise.all(Array.from({ length: 12 }, () => addRule(2, tokens)));
  await everyProcessKnows();
  const [holder, asker] = processes;
  let given = 0;
  for (const tag of tags) {
    expect((await holder.take(1, tag, { tokens: 2 })).admitted).toBe(1);
    await holder.settle(1);
    given += (await asker.take(1, tag, { tokens: 1 })).admitted;
    expect((await asker.take(2, tag, { tokens: 1 })).admitted).toBeLessThanOrEqual(1);
  }
  expect(given).toBeGreaterThanOrEqual(11);
});

test('tokens are let in exactly, and what answers did not need is let in again', async () => {
  const tag = await limited(3000, { unit: 'tokens' });
  const takeAll = async (times: number) =>
    sum(await Promise.all(processes.map((one) => one.take(times, tag, { tokens: 50 }))));
  expect(await takeAll(60)).toBe(60);
  await Promise.all(processes.map((one) => one.settle(20)));
  let again = 0;
  const fill = async () => {
    again += await takeAll(60);
    return again;
  };
  // 60 · 20 were used and 1,800 came back; rests of less than 50 come together when they are not needed.
  await expect.poll(fill, { timeout: 10_000, interval: 50 }).toBe(36);
  expect(await takeAll(60)).toBe(0);
});

test('a process whose connections are ended and refused keeps to its slice, says so, and recovers', async () => {
  const tag = await limited(900);
  const name = `cut_${newId().replaceAll('-', '')}`;
  await pool().query(`CREATE ROLE ${name} LOGIN SUPERUSER PASSWORD '${name}'`);
  const url = new URL(databaseUrl);
  url.username = name;
  url.password = name;
  const victim = await startRateProcess({ DATABASE_URL: url.toString() });
  const before = (await victim.take(60, tag, { parallel: false })).admitted;
  await pool().query(`ALTER ROLE ${name} NOLOGIN`);
  await pool().query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [name]);
  const after = await victim.take(1000, tag);
  expect(before).toBe(60);
  expect(after.health).toBe('cut-off');
  expect(after.reasons).toEqual({ rate_limits_cut_off: 1000 - after.admitted });
  const others = await Promise.all(processes.map((one) => one.take(400, tag)));
  expect(before + after.admitted + sum(others)).toBeLessThanOrEqual(900);
  await pool().query(`ALTER ROLE ${name} LOGIN`);
  const reasons = async () => (await victim.take(1, tag)).reasons;
  await expect.poll(reasons, { timeout: 10_000, interval: 50 }).toEqual({ rate_limited: 1 });
  await victim.stop();
});
