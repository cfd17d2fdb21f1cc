/** Checks against real PostgreSQL, real processes and a fake provider that misbehaves on demand. */
import '../../e2e/support/test-database.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin } from '../../e2e/support/registry.ts';
import {
  addProvider,
  modelOf,
  openDoor,
  plainChain,
  rowsOf,
  serve,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { getInference } from '../inference/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { ensureAutomaticChecks } from './ensure-automatic-checks.ts';
import {
  checkStates,
  createCheck,
  deleteCheck,
  getCheckHistory,
  listChecks,
  noteIncident,
  runCheckNow,
  updateCheck,
} from './index.ts';
import { runDueChecks } from './run-due-checks.ts';
import { type CheckBodyInput, checkBodySchema, historyQuerySchema, listChecksSchema } from './schemas.ts';

const never = new AbortController().signal;
let fake: FakeOpenAi;
let endpoint = '';
let hanging = '';

beforeAll(async () => {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  fake = await startFakeOpenAi();
  await openDoor();
  await addProvider('fake', fake.url);
  endpoint = await serve({ name: 'main', target: versionOf(await modelOf(plainChain('gpt'))) });
  hanging = await serve({ name: 'main', target: versionOf(await modelOf(plainChain('hang'))) });
});
beforeEach(async () => {
  fake.calls.length = 0;
  await pool().query('TRUNCATE health_check CASCADE');
});
afterAll(async () => {
  await fake.stop();
  await closeJobs();
  await closeEvents();
});

const body = (definition: CheckBodyInput['definition'], more: Partial<CheckBodyInput> = {}) =>
  checkBodySchema.parse({ name: `check ${newId()}`, definition, ...more });
const database = (more: Partial<CheckBodyInput> = {}) => body({ kind: 'database' }, more);
const asks = (expect: object = {}, more: Partial<CheckBodyInput> = {}, of = endpoint) =>
  body({ kind: 'question', endpoint: of, question: 'What is a snapshot?', expect }, more);
const historyOf = (id: string) => getCheckHistory(admin, id, historyQuerySchema.parse({ range: '24h' }));
const listFor = (caller = admin as Parameters<typeof listChecks>[0], query = {}) =>
  listChecks(caller, listChecksSchema.parse(query));

async function makeDue(id: string): Promise<void> {
  await pool().query('UPDATE health_check SET due_at = now() WHERE id = $1', [id]);
}

describe('a synthetic question', () => {
  test('is asked in nobody’s name, counts among nobody’s requests, and leads to its trace', async () => {
    fake.say('A snapshot is a number.');
    const { id } = await createCheck(admin, asks({ contains: ['a NUMBER'] }));
    const ran = await runCheckNow(admin, id, never);
    expect(ran).toMatchObject({ state: 'up', streak: 1, last: { passed: true } });
    const row = await getInference(admin, ran.last?.requestId ?? '');
    expect(row).toMatchObject({ traffic: 'playground', requester: { kind: 'system', id: null }, endpoint });
    expect(await rowsOf(endpoint, 'live')).toEqual([]);
    const entries = await pool().query('SELECT kind, user_id FROM usage_entry WHERE request_id = $1', [
      row.requestId,
    ]);
    expect(entries.rows).toEqual([{ kind: 'playground', user_id: null }]);
    const gauges = await pool().query(
      `SELECT metric, endpoint, value FROM metric_gauge WHERE subject = $1 ORDER BY metric`,
      [ran.name],
    );
    expect(gauges.rows).toMatchObject([
      { metric: 'health_latency', endpoint },
      { metric: 'health_up', endpoint, value: 1 },
    ]);
  });

  test('that is answered otherwise fails, and says what is missing but not what was said', async () => {
    fake.say('The safe opens with 4711.');
    const { id } = await createCheck(admin, asks({ contains: ['number'] }));
    const { last } = await runCheckNow(admin, id, never);
    expect(last).toMatchObject({ passed: false, message: 'The answer does not contain "number".' });
  });

  test('to an endpoint that hangs ends in its time', async () => {
    const { id } = await createCheck(admin, asks({}, { timeoutMs: 1000 }, hanging));
    const began = performance.now();
    const { last } = await runCheckNow(admin, id, never);
    expect(last).toMatchObject({ passed: false, message: 'No answer within 1 s.' });
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test('may be put to one version', async () => {
    const model = await modelOf(plainChain('other'));
    const { id } = await createCheck(
      admin,
      body({ kind: 'question', endpoint, question: 'Hm?', version: { model, version: 1 } }),
    );
    const { last } = await runCheckNow(admin, id, never);
    expect(await getInference(admin, last?.requestId ?? '')).toMatchObject({ model, version: 1 });
  });

  test('slower than it may be fails', async () => {
    const definition = { kind: 'question', endpoint, question: 'Hm?', maxLatencyMs: 1 } as const;
    const { id } = await createCheck(admin, body(definition));
    expect((await runCheckNow(admin, id, never)).last?.message).toMatch(/^It took \d+ ms, and may take 1 ms/);
  });
});

describe('other checks', () => {
  test('a provider is pinged for free', async () => {
    const { id } = await createCheck(admin, body({ kind: 'provider', provider: 'fake' }));
    expect((await runCheckNow(admin, id, never)).last).toMatchObject({ passed: true });
    expect(fake.calls.map(({ path: asked }) => asked)).toEqual(['/v1/models']);
    await addProvider('gone', 'http://127.0.0.1:49151/v1');
    const gone = await createCheck(admin, body({ kind: 'provider', provider: 'gone' }));
    expect((await runCheckNow(admin, gone.id, never)).last).toMatchObject({ passed: false });
  });

  test('processes that show no sign of life', async () => {
    const { id } = await createCheck(admin, body({ kind: 'worker', minWorkers: 1, minServers: 0 }));
    expect((await runCheckNow(admin, id, never)).last?.message).toContain('No workers');
    await pool().query(
      `INSERT INTO heartbeat (process_id, kind, started_at, seen_at) VALUES ($1, 'worker', now(), now())`,
      [newId()],
    );
    expect((await runCheckNow(admin, id, never)).last).toMatchObject({ passed: true });
  });

  test('PostgreSQL and an empty queue', async () => {
    for (const definition of [{ kind: 'database' }, { kind: 'queue' }] as const) {
      const { id } = await createCheck(admin, body(definition));
      expect((await runCheckNow(admin, id, never)).last).toMatchObject({ passed: true });
    }
  });
});

describe('states and incidents', () => {
  test('down after failures in a row, up after successes in a row; the incident spans them', async () => {
    const { id } = await createCheck(admin, asks({ contains: ['yes'] }, { failAfter: 2, recoverAfter: 2 }));
    const states: string[] = [];
    for (const word of ['yes', 'no', 'no', 'no', 'yes', 'yes']) {
      fake.say(`The answer is ${word}.`);
      states.push((await runCheckNow(admin, id, never)).state);
    }
    expect(states).toEqual(['up', 'up', 'down', 'down', 'down', 'up']);
    const { incidents, results, bars, uptime } = await historyOf(id);
    expect(results.map(({ passed }) => passed)).toEqual([true, true, false, false, false, true]);
    expect(incidents).toHaveLength(1);
    const [incident] = incidents;
    expect(incident).toMatchObject({ from: results[4]?.at, to: results[1]?.at });
    expect(bars.at(-1)).toMatchObject({ passed: 3, failed: 3, down: true });
    expect(uptime).toEqual({ '24h': 0.5, '7d': 0.5, '30d': 0.5, '90d': 0.5 });
    expect(await noteIncident(admin, id, incident?.id ?? '', 'The model was swapped.')).toMatchObject({
      note: 'The model was swapped.',
    });
  });

  test('a changed check begins anew and its incident ends', async () => {
    const check = await createCheck(admin, asks({ contains: ['never'] }, { failAfter: 1 }));
    await runCheckNow(admin, check.id, never);
    const changed = await updateCheck(admin, check.id, { ...asks(), name: check.name }, null);
    expect(changed).toMatchObject({ state: 'unknown', streak: 0 });
    expect((await historyOf(check.id)).incidents[0]?.to).not.toBeNull();
    await expect(updateCheck(admin, check.id, asks(), '"2020-01-01T00:00:00.000Z"')).rejects.toThrow(
      /somebody else/,
    );
  });

  test('days are those of the reader’s clocks, the one with 23 hours too', async () => {
    const { startsOf } = await import('./history-store.ts');
    const starts = await startsOf('30d', 'Europe/Berlin', new Date('2026-04-05T10:00:00Z'));
    expect(starts).toHaveLength(31);
    const hours = starts
      .slice(1)
      .map((start, index) => (start.getTime() - (starts[index]?.getTime() ?? 0)) / 3_600_000);
    expect(hours.filter((length) => length === 23)).toHaveLength(1);
    expect(hours.filter((length) => length === 24)).toHaveLength(29);
    for (const [range, count] of [
      ['24h', 48],
      ['7d', 42],
      ['90d', 90],
    ] as const) {
      expect(await startsOf(range, 'Asia/Kolkata')).toHaveLength(count + 1);
    }
  });

  test('what is kept in memory of the past equals the rows', async () => {
    const { countRunsIn } = await import('./count-runs.ts');
    const { countRuns, startsOf } = await import('./history-store.ts');
    const ids = [(await createCheck(admin, database())).id, (await createCheck(admin, database())).id];
    await pool().query(
      `INSERT INTO health_quarter SELECT id, q, extract(hour FROM q)::int, extract(day FROM q)::int, 1
       FROM unnest($1::uuid[]) id,
         generate_series(date_bin('15 minutes', now(), '2000-01-01Z') - interval '95 days', now(), interval '15 minutes') q`,
      [ids],
    );
    for (const range of ['24h', '7d', '30d', '90d'] as const) {
      const starts = await startsOf(range, 'Asia/Kathmandu');
      const counted = await countRuns(ids, starts);
      expect(await countRunsIn(ids.slice(0, 1), starts)).toEqual(
        new Map([...counted].filter(([id]) => id === ids[0])),
      );
      expect(await countRunsIn(ids, starts)).toEqual(counted);
      expect(counted.get(ids[0] ?? '')?.size).toBe(starts.length - 1);
    }
  });

  test('what is long overdue is unknown, and says so', async () => {
    const { id } = await createCheck(admin, database());
    await runCheckNow(admin, id, never);
    await pool().query(`UPDATE health_check SET due_at = now() - interval '6 minutes' WHERE id = $1`, [id]);
    expect((await listFor()).items[0]).toMatchObject({ state: 'unknown', overdue: true });
    expect(await checkStates(admin)).toMatchObject([{ id, state: 'unknown' }]);
  });
});

describe('who runs what', () => {
  test('two runners at once run each check once', async () => {
    for (let i = 0; i < 20; i++) await createCheck(admin, database());
    await Promise.all([runDueChecks(never), runDueChecks(never), runDueChecks(never)]);
    const counts = await pool().query('SELECT count(*)::int FROM health_result GROUP BY check_id');
    expect(counts.rows.map(({ count }) => count)).toEqual(Array.from({ length: 20 }, () => 1));
    expect(await pool().query('SELECT 1 FROM health_check WHERE run_id IS NOT NULL')).toMatchObject({
      rowCount: 0,
    });
  });

  test('what a killed runner held is run by another, once', async () => {
    const { id } = await createCheck(admin, asks({}, { timeoutMs: 60_000 }, hanging));
    const script = path.join(import.meta.dirname, '../../e2e/support/health-process.ts');
    const child = spawn(process.execPath, [script], { env: process.env, stdio: 'pipe' });
    const held = async () => {
      const rows = await pool().query(
        'SELECT run_id FROM health_check WHERE id = $1 AND run_id IS NOT NULL',
        [id],
      );
      return rows.rowCount === 1;
    };
    await expect.poll(held, { timeout: 20_000, interval: 50 }).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await runDueChecks(never);
    expect((await historyOf(id)).results).toEqual([]);
    await expect(runCheckNow(admin, id, never)).rejects.toThrow(/being run right now/);
    await pool().query(
      `UPDATE health_check SET run_until = now() - interval '1 second', timeout_ms = 1000 WHERE id = $1`,
      [id],
    );
    await runDueChecks(never);
    expect((await historyOf(id)).results).toHaveLength(1);
  });

  test('a runner whose check was changed meanwhile writes nothing', async () => {
    const { claimCheck } = await import('./check-store.ts');
    const { runClaimed } = await import('./run-claimed.ts');
    const check = await createCheck(admin, database());
    const claimed = await claimCheck(check.id);
    if (claimed === null) throw new Error('It could not be claimed.');
    await updateCheck(admin, check.id, database({ name: check.name }), null);
    await runClaimed(claimed, never);
    expect((await historyOf(check.id)).results).toEqual([]);
  });

  test('a runner that is told to stop gives back what it holds', async () => {
    const { id } = await createCheck(admin, asks({}, { timeoutMs: 60_000 }, hanging));
    const stop = new AbortController();
    const running = runDueChecks(stop.signal);
    await expect.poll(() => fake.calls.length, { timeout: 10_000 }).toBe(1);
    stop.abort();
    await expect(running).rejects.toThrow();
    const row = await pool().query('SELECT run_id FROM health_check WHERE id = $1', [id]);
    expect(row.rows[0]).toEqual({ run_id: null });
  });

  test('what is due comes again after its interval, not at once', async () => {
    const { id } = await createCheck(admin, database({ schedule: { everyMinutes: 10 } }));
    await runDueChecks(never);
    await runDueChecks(never);
    expect((await historyOf(id)).results).toHaveLength(1);
    await makeDue(id);
    await runDueChecks(never);
    expect((await historyOf(id)).results).toHaveLength(2);
  });
});

describe('automatic checks', () => {
  test('are made once, stay deleted, and go with what they are of', async () => {
    await ensureAutomaticChecks();
    await ensureAutomaticChecks();
    const names = (await listFor()).items.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['PostgreSQL', 'Processes', 'Background work', 'Provider fake']),
    );
    expect(names).toHaveLength(new Set(names).size);
    expect((await listFor()).items.filter(({ kind }) => kind === 'question')).toEqual([]);
    const postgres = (await listFor()).items.find(({ kind }) => kind === 'database');
    await deleteCheck(admin, postgres?.id ?? '');
    await ensureAutomaticChecks();
    expect((await listFor()).items.some(({ kind }) => kind === 'database')).toBe(false);
    await pool().query(`UPDATE health_check SET subject = 'no-such' WHERE made_for = 'provider:fake'`);
    await ensureAutomaticChecks();
    expect((await listFor()).items.some(({ subject }) => subject === 'no-such')).toBe(false);
  });
});

describe('who may', () => {
  test('somebody at another endpoint sees nothing and changes nothing', async () => {
    const { id } = await createCheck(admin, asks());
    const stranger = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: hanging } });
    expect(await listFor(stranger)).toMatchObject({
      items: [],
      total: 0,
      counts: { up: 0, down: 0, unknown: 0 },
    });
    expect(await checkStates(stranger)).toEqual([]);
    for (const tried of [
      () => getCheckHistory(stranger, id, historyQuerySchema.parse({})),
      () => runCheckNow(stranger, id, never),
      () => deleteCheck(stranger, id),
      () => updateCheck(stranger, id, asks(), null),
      () => noteIncident(stranger, id, newId(), ''),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(createCheck(stranger, asks())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createCheck(stranger, database())).rejects.toMatchObject({ code: 'forbidden' });
    const own = await createCheck(stranger, asks({}, {}, hanging));
    await expect(updateCheck(stranger, own.id, asks(), null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      createCheck(stranger, body({ kind: 'question', endpoint: 'no-such', question: 'Hm?' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('who reads dashboards sees, and does not change', async () => {
    const { id } = await createCheck(admin, asks());
    const stakeholder = userCaller('stakeholder');
    expect((await listFor(stakeholder)).items.map((check) => check.id)).toEqual([id]);
    await expect(runCheckNow(stakeholder, id, never)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listFor(userCaller('end-user'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a version of a model out of reach cannot be asked', async () => {
    const model = await modelOf(plainChain('gpt'));
    const engineer = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: endpoint } });
    const definition = {
      kind: 'question',
      endpoint,
      question: 'Hm?',
      version: { model, version: 1 },
    } as const;
    await expect(createCheck(engineer, body(definition))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('nonsense is refused in words', async () => {
  await expect(createCheck(admin, database({ schedule: { cron: '99 * * * *' } }))).rejects.toThrow(/no cron/);
  await expect(createCheck(admin, asks({ matches: '(?=x)' }))).rejects.toThrow(/RE2/);
  await expect(createCheck(admin, body({ kind: 'provider', provider: 'no-such' }))).rejects.toThrow(
    /does not exist/,
  );
  const first = await createCheck(admin, database());
  await expect(createCheck(admin, database({ name: first.name }))).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('lists are searched, filtered and paged', async () => {
  for (const name of ['50% off', 'plain', 'third']) await createCheck(admin, database({ name }));
  expect((await listFor(admin, { q: '50%' })).items.map(({ name }) => name)).toEqual(['50% off']);
  expect(await listFor(admin, { pageSize: 2, page: 2 })).toMatchObject({
    items: [{ name: 'third' }],
    total: 3,
  });
  expect(await listFor(admin, { state: 'down' })).toMatchObject({ items: [], total: 0 });
  expect((await listFor(admin, { kind: 'database' })).counts).toEqual({ up: 0, down: 0, unknown: 3 });
});
