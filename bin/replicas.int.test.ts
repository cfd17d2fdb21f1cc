/**
 * Two real servers, A and B, on one database: what is changed through A holds on B too, whatever dies in between. They
 * answer the API alone, so that no build is needed; what Next's bundle shares with them is in e2e/custom-steps.spec.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf, eventually, type Product } from '../e2e/support/product.ts';
import { askPlainly, askStreaming, callApi, tryVersion, wordsOf } from '../e2e/support/product-api.ts';
import {
  change,
  endpointOf,
  makeModel,
  moveAlias,
  only,
  pair,
  pinned,
  type Replicas,
  rollBack,
  serve,
  servedVersion,
  startReplicas,
  toStage,
  watch,
} from '../e2e/support/replicas.ts';
import { inferenceSchema } from '../lib/inference/schemas.ts';

let replicas: Replicas;
let a: Product;
let b: Product;

beforeAll(async () => {
  replicas = await startReplicas();
  ({ a, b } = replicas);
});

afterAll(() => replicas?.stop());

describe('a change through one server', () => {
  const steps: { what: string; make(): Promise<unknown>; serves: number }[] = [
    { what: 'a configuration', make: () => change(a, 'changes', pinned('changes', 2)), serves: 2 },
    { what: 'a roll-back', make: () => rollBack(a, 'changes', 1), serves: 1 },
    {
      what: 'an alias instead of a version',
      make: () => change(a, 'changes', only({ by: 'alias', model: 'changes', alias: 'champion' })),
      serves: 3,
    },
    { what: 'an alias that moves', make: () => moveAlias(a, 'changes', 'champion', 2), serves: 2 },
    {
      what: 'a stage instead of an alias',
      make: () => change(a, 'changes', only({ by: 'stage', model: 'changes', stage: 'production' })),
      serves: 1,
    },
    { what: 'a transition', make: () => toStage(a, 'changes', 3, 'production'), serves: 3 },
    { what: 'a transition back', make: () => toStage(a, 'changes', 3, 'archived'), serves: 1 },
    { what: 'a roll-back over moves', make: () => rollBack(a, 'changes', 4), serves: 2 },
  ];

  it('is served by the other, in order, and fails no request', async () => {
    await makeModel(a, 'changes', 3);
    await moveAlias(a, 'changes', 'champion', 3);
    await toStage(a, 'changes', 1, 'production');
    await serve(a, 'changes', pinned('changes', 1));
    const watchers = [watch(a, 'changes'), watch(b, 'changes'), watch(b, 'changes')];
    const expected = [1];
    const failures: unknown[] = [];
    try {
      for (const { what, make, serves } of steps) {
        await eventually('every watcher to see it', () =>
          watchers.every(({ seen }) => seen.length === expected.length),
        );
        await make();
        expected.push(serves);
        await eventually(`${what} to be served`, () =>
          watchers.every(({ seen }) => seen.at(-1) === serves && seen.length >= expected.length),
        );
      }
    } finally {
      for (const watcher of watchers) failures.push(...(await watcher.stop()));
    }
    expect(failures).toEqual([]);
    for (const { seen } of watchers) expect(seen).toEqual(expected);
  });

  it('leaves an answer under way on the version it began with', async () => {
    await makeModel(a, 'streams', 2, 'slow');
    await serve(a, 'streams', pinned('streams', 1));
    const stream = await askStreaming(b, 'streams', wordsOf(80));
    let ended = false;
    const rest = stream.rest().finally(() => {
      ended = true;
    });
    await change(a, 'streams', pinned('streams', 2));
    await eventually(
      'a new answer by the new version',
      async () => (await servedVersion(b, 'streams')) === 2,
    );
    expect(ended, 'the change must come while the answer is under way').toBe(false);
    const { text, complete } = await rest;
    expect(complete).toBe(true);
    expect(text).toContain('word79');
    const row = inferenceSchema.parse(await callApi(a, 'GET', `/api/inferences/${stream.requestId}`));
    expect(row).toMatchObject({ status: 'ok', version: 1, configNumber: 1 });
    expect(row.output).toBe(`You said: version 1: ${wordsOf(80)}`);
  });
});

async function listeners(): Promise<number[]> {
  const { rows } = await replicas.database.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'slipway-events'`,
  );
  return rows.map(({ pid }) => pid);
}

it('a server that lost its connection for changes knows, once it is back, what it missed', async () => {
  await makeModel(a, 'missed', 2);
  await moveAlias(a, 'missed', 'champion', 1);
  await serve(a, 'missed-config', pinned('missed', 1));
  await serve(a, 'missed-alias', only({ by: 'alias', model: 'missed', alias: 'champion' }));
  const endpoints = ['missed-config', 'missed-alias'];
  // Now they are in its memory.
  for (const name of endpoints) expect(await servedVersion(b, name)).toBe(1);
  const server = childrenOf(b.pid).get('server') ?? 0;
  // Held still, it cannot connect again before the changes are made.
  process.kill(server, 'SIGSTOP');
  try {
    const before = await listeners();
    expect(before.length).toBeGreaterThanOrEqual(2);
    await replicas.database.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [before]);
    await eventually('the connections to be gone', async () => {
      const now = await listeners();
      return !before.some((pid) => now.includes(pid));
    });
    await change(a, 'missed-config', pinned('missed', 2));
    await moveAlias(a, 'missed', 'champion', 2);
  } finally {
    process.kill(server, 'SIGCONT');
  }
  for (const product of [b, a]) {
    for (const name of endpoints) {
      await eventually(`${name} to follow`, async () => (await servedVersion(product, name)) === 2);
    }
  }
  await change(a, 'missed-config', pinned('missed', 1));
  await eventually(
    'the next change to be heard',
    async () => (await servedVersion(b, 'missed-config')) === 1,
  );
});

const workers = () => [a, b].map(({ pid }) => childrenOf(pid).get('worker') ?? 0);

it('planned steps are made once each when every worker is killed in the middle of one and misses the next', async () => {
  await serve(a, 'planned', pair(100));
  const [first, second] = [Date.now() + 3000, Date.now() + 4000];
  const steps = [
    { at: new Date(first).toISOString(), shares: { left: 50, right: 50 } },
    { at: new Date(second).toISOString(), shares: { left: 0, right: 100 } },
  ];
  await callApi(a, 'POST', '/api/endpoints/planned/schedules', {
    expectedConfig: 1,
    steps,
    reason: 'a test',
  });
  await replicas.database.query('BEGIN');
  try {
    // A step writes its configuration first and its plan then: the worker waits between the two.
    await replicas.database.query('SELECT 1 FROM traffic_schedule FOR UPDATE');
    await eventually(
      'a worker in the middle of the first step, and the second to be due',
      async () => {
        const { rowCount } = await replicas.database.query(
          'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))',
        );
        return rowCount !== 0 && Date.now() > second;
      },
      30_000,
    );
    const killed = workers();
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await eventually('the workers to be started again', () =>
      workers().every((pid) => pid !== 0 && !killed.includes(pid)),
    );
  } finally {
    await replicas.database.query('ROLLBACK');
  }
  const ended = async () => (await endpointOf(a, 'planned')).schedules[0]?.state !== 'running';
  await eventually('the plan to end', ended, 30_000);
  const { config, history, schedules } = await endpointOf(a, 'planned');
  expect(config).toBe(3);
  expect(schedules.map(({ state, message }) => [state, message])).toEqual([['done', '']]);
  expect(schedules.map((schedule) => schedule.steps.map((step) => step.config))).toEqual([[2, 3]]);
  expect(history.map(({ number, reason }) => [number, reason])).toEqual([
    [3, 'Step 2 of 2: a test'],
    [2, 'Step 1 of 2: a test'],
    [1, ''],
  ]);
  const shares = history.map(({ servedEntities }) => servedEntities.map((each) => each.trafficPercentage));
  expect(shares).toEqual([
    [0, 100],
    [50, 50],
    [100, 0],
  ]);
  for (const product of [a, b]) {
    const followed = async () => (await askPlainly(product, 'planned', 'Who?')).entity === 'right';
    await eventually('the last step to be served', followed);
  }
});

it('people get the same entity from either server', async () => {
  await serve(a, 'sticky', pair(50));
  const users = Array.from({ length: 200 }, (_, index) => `person-${index}`);
  const entitiesAt = async (product: Product) => {
    const entities: string[] = [];
    for (let at = 0; at < users.length; at += 20) {
      const group = users.slice(at, at + 20).map((user) => askPlainly(product, 'sticky', 'Who?', user));
      entities.push(...(await Promise.all(group)).map(({ entity }) => entity));
    }
    return entities;
  };
  const [atA, atB] = await Promise.all([entitiesAt(a), entitiesAt(b)]);
  expect(atB).toEqual(atA);
  // Six standard deviations of a fair split.
  const left = atA.filter((entity) => entity === 'left').length;
  expect(Math.abs(left - 100)).toBeLessThan(43);
});

it('a custom step runs in the dry run, when tried, and in the answers of either server', async () => {
  await callApi(a, 'POST', '/api/models', { name: 'custom' });
  const code = 'export default ({ question }) => ({ question: question.toUpperCase() });';
  const document = {
    preprocess: [{ step: 'custom', name: 'shout', code }],
    model: { provider: 'quick', name: 'fake-chat' },
    output: { format: 'text' },
  };
  const registered = await callApi(a, 'POST', '/api/models/custom/versions', { document });
  expect(registered).toMatchObject({
    dryRun: { status: 'passed', answer: 'You said: WHAT CAN YOU TELL ME?' },
  });
  await serve(a, 'custom', pinned('custom', 1));
  for (const product of [a, b]) {
    expect((await askPlainly(product, 'custom', 'hello?')).text).toBe('You said: HELLO?');
    expect(await tryVersion(product, 'custom', 1, 'hello?')).toBe('You said: HELLO?');
  }
});
