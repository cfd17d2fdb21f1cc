/** Checks against real PostgreSQL and a fake provider that misbehaves on demand. */
import '../../e2e/support/test-database.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { admin } from '../../e2e/support/registry.ts';
import { addProvider, modelOf, plainChain, rowsOf } from '../../e2e/support/traffic.ts';
import { getInference } from '../inference/index.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { checkStates, createCheck, noteIncident, runCheckNow, updateCheck } from './index.ts';
import { asks, body, database, historyOf, listFor, never, watchForTests } from './test-checks.ts';

const watched = watchForTests();

describe('a synthetic question', () => {
  test('is asked in nobody’s name, counts among nobody’s requests, and leads to its trace', async () => {
    watched.fake.say('A snapshot is a number.');
    const { id } = await createCheck(admin, asks(watched.endpoint, { contains: ['a NUMBER'] }));
    const ran = await runCheckNow(admin, id, never);
    expect(ran).toMatchObject({ state: 'up', streak: 1, last: { passed: true } });
    const row = await getInference(admin, ran.last?.requestId ?? '');
    expect(row).toMatchObject({
      traffic: 'playground',
      requester: { kind: 'system', id: null },
      endpoint: watched.endpoint,
    });
    expect(await rowsOf(watched.endpoint, 'live')).toEqual([]);
    const entries = await pool().query('SELECT kind, user_id FROM usage_entry WHERE request_id = $1', [
      row.requestId,
    ]);
    expect(entries.rows).toEqual([{ kind: 'playground', user_id: null }]);
    const gauges = await pool().query(
      `SELECT metric, endpoint, value FROM metric_gauge WHERE subject = $1 ORDER BY metric`,
      [ran.name],
    );
    expect(gauges.rows).toMatchObject([
      { metric: 'health_latency', endpoint: watched.endpoint },
      { metric: 'health_up', endpoint: watched.endpoint, value: 1 },
    ]);
  });

  test('that is answered otherwise fails, and says what is missing but not what was said', async () => {
    watched.fake.say('The safe opens with 4711.');
    const { id } = await createCheck(admin, asks(watched.endpoint, { contains: ['number'] }));
    const { last } = await runCheckNow(admin, id, never);
    expect(last).toMatchObject({ passed: false, message: 'The answer does not contain "number".' });
  });

  test('to an endpoint that hangs ends in its time', async () => {
    const { id } = await createCheck(admin, asks(watched.hanging, {}, { timeoutMs: 1000 }));
    const began = performance.now();
    const { last } = await runCheckNow(admin, id, never);
    expect(last).toMatchObject({ passed: false, message: 'No answer within 1 s.' });
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test('may be put to one version', async () => {
    const model = await modelOf(plainChain('other'));
    const { id } = await createCheck(
      admin,
      body({ kind: 'question', endpoint: watched.endpoint, question: 'Hm?', version: { model, version: 1 } }),
    );
    const { last } = await runCheckNow(admin, id, never);
    expect(await getInference(admin, last?.requestId ?? '')).toMatchObject({ model, version: 1 });
  });

  test('slower than it may be fails', async () => {
    const definition = {
      kind: 'question',
      endpoint: watched.endpoint,
      question: 'Hm?',
      maxLatencyMs: 1,
    } as const;
    const { id } = await createCheck(admin, body(definition));
    expect((await runCheckNow(admin, id, never)).last?.message).toMatch(/^It took \d+ ms, and may take 1 ms/);
  });
});

describe('other checks', () => {
  test('a provider is pinged for free', async () => {
    const { id } = await createCheck(admin, body({ kind: 'provider', provider: 'fake' }));
    expect((await runCheckNow(admin, id, never)).last).toMatchObject({ passed: true });
    expect(watched.fake.pings.map(({ path: asked }) => asked)).toEqual(['/v1/models']);
    expect(watched.fake.calls).toEqual([]);
    await addProvider('gone', 'http://127.0.0.1:49151/v1');
    const gone = await createCheck(admin, body({ kind: 'provider', provider: 'gone' }));
    expect((await runCheckNow(admin, gone.id, never)).last).toMatchObject({ passed: false });
  });

  test('a provider that hangs, or leads elsewhere, is down within its time', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.startsWith('/hangs')) return;
      response.writeHead(302, { location: `${watched.fake.url}/models` }).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    watched.fake.pings.length = 0;
    for (const name of ['hangs', 'leads']) {
      await addProvider(name, `http://127.0.0.1:${port}/${name}/v1`);
      const check = body({ kind: 'provider', provider: name }, { timeoutMs: 1000, failAfter: 1 });
      const { id } = await createCheck(admin, check);
      const began = performance.now();
      expect(await runCheckNow(admin, id, never)).toMatchObject({ state: 'down', last: { passed: false } });
      expect(performance.now() - began).toBeLessThan(10_000);
    }
    expect(asked).toEqual(['/hangs/v1/models', '/leads/v1/models']);
    expect(watched.fake.pings).toEqual([]);
    server.closeAllConnections();
    server.close();
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
    const { id } = await createCheck(
      admin,
      asks(watched.endpoint, { contains: ['yes'] }, { failAfter: 2, recoverAfter: 2 }),
    );
    const states: string[] = [];
    for (const word of ['yes', 'no', 'no', 'no', 'yes', 'yes']) {
      watched.fake.say(`The answer is ${word}.`);
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
    const check = await createCheck(admin, asks(watched.endpoint, { contains: ['never'] }, { failAfter: 1 }));
    await runCheckNow(admin, check.id, never);
    const changed = await updateCheck(admin, check.id, { ...asks(watched.endpoint), name: check.name }, null);
    expect(changed).toMatchObject({ state: 'unknown', streak: 0 });
    expect((await historyOf(check.id)).incidents[0]?.to).not.toBeNull();
    await expect(
      updateCheck(admin, check.id, asks(watched.endpoint), '"2020-01-01T00:00:00.000Z"'),
    ).rejects.toThrow(/somebody else/);
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

test('nonsense is refused in words', async () => {
  await expect(createCheck(admin, database({ schedule: { cron: '99 * * * *' } }))).rejects.toThrow(/no cron/);
  await expect(createCheck(admin, asks(watched.endpoint, { matches: '(?=x)' }))).rejects.toThrow(/RE2/);
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
