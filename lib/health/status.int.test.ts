/** What the public is told, and what it must never be told. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keyCaller, userCaller } from '../../e2e/support/callers.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin } from '../../e2e/support/registry.ts';
import { addProvider, modelOf, openDoor, plainChain, serve, versionOf } from '../../e2e/support/traffic.ts';
import { pool } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import {
  createCheck,
  deleteNotice,
  getDependencies,
  openNotice,
  publicStatus,
  readStatusPage,
  runCheckNow,
  saveStatusPage,
  updateNotice,
} from './index.ts';
import { forgetPublicStatus } from './public-status.ts';
import { checkBodySchema, statusSettingsSchema } from './schemas.ts';

const never = new AbortController().signal;
let fake: FakeOpenAi;
let endpoint = '';
let model = '';

beforeAll(async () => {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  fake = await startFakeOpenAi();
  await openDoor();
  await addProvider('fake', fake.url);
  model = await modelOf(plainChain('secret-model-name'));
  endpoint = await serve({ name: 'secret-entity', target: versionOf(model) });
});
beforeEach(async () => {
  await pool().query('TRUNCATE health_check, status_page, status_notice CASCADE');
  forgetPublicStatus();
});
afterAll(async () => {
  await fake.stop();
  await closeEvents();
});

const settings = (more: object = {}) =>
  statusSettingsSchema.parse({
    enabled: true,
    title: 'Acme help',
    entries: [{ endpoint, publicName: 'Help desk' }],
    ...more,
  });

async function failingCheck() {
  const { id } = await createCheck(
    admin,
    checkBodySchema.parse({
      name: 'secret-check-name',
      definition: {
        kind: 'question',
        endpoint,
        question: 'secret-question',
        expect: { contains: ['secret-expectation'] },
      },
      failAfter: 1,
    }),
  );
  fake.say('secret-answer');
  return runCheckNow(admin, id, never);
}

test('there is none until somebody switches it on, and none again afterwards', async () => {
  expect(await publicStatus()).toBeNull();
  await saveStatusPage(admin, settings());
  expect(await publicStatus()).toMatchObject({ title: 'Acme help', state: 'unknown' });
  await saveStatusPage(admin, settings({ enabled: false }));
  expect(await publicStatus()).toBeNull();
});

test('nothing internal gets out: no names, ids, questions, errors or versions', async () => {
  const check = await failingCheck();
  expect(check.state).toBe('down');
  await saveStatusPage(admin, settings());
  await openNotice(admin, { title: 'Slow answers', stage: 'investigating', text: 'We are looking into it.' });
  const status = await publicStatus();
  expect(status).toMatchObject({
    state: 'down',
    entries: [{ name: 'Help desk', state: 'down', uptime: 0 }],
    incidents: [{ title: 'Slow answers', updates: [{ stage: 'investigating' }] }],
  });
  const told = JSON.stringify(status);
  for (const planted of [
    endpoint,
    model,
    check.id,
    check.last?.requestId ?? '?',
    'secret',
    'fake',
    'playground',
  ]) {
    expect(told).not.toContain(planted);
  }
  expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test('ninety days, of which only those with runs are known', async () => {
  await failingCheck();
  await saveStatusPage(admin, settings());
  const days = (await publicStatus())?.entries[0]?.days ?? [];
  expect(days).toHaveLength(90);
  expect(days.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), share: 0 });
  expect(days.slice(0, -1).every(({ share }) => share === null)).toBe(true);
});

test('many readers cost one look', async () => {
  await saveStatusPage(admin, settings());
  const first = await publicStatus();
  await pool().query('TRUNCATE status_page');
  const others = await Promise.all(Array.from({ length: 500 }, () => publicStatus()));
  expect(others.every((one) => one === first)).toBe(true);
});

test('an incident is told, goes on, ends, and can be taken back', async () => {
  await saveStatusPage(admin, settings());
  const { id } = await openNotice(admin, { title: 'Slow', stage: 'investigating', text: 'Looking.' });
  await updateNotice(admin, id, { stage: 'identified', text: 'Found.' });
  expect((await publicStatus())?.incidents).toMatchObject([{ resolvedAt: null }]);
  const ended = await updateNotice(admin, id, { stage: 'resolved', text: 'Mended.' });
  expect(ended.resolvedAt).not.toBeNull();
  expect(ended.updates.map(({ stage }) => stage)).toEqual(['resolved', 'identified', 'investigating']);
  await pool().query(`UPDATE status_notice SET resolved_at = now() - interval '15 days'`);
  forgetPublicStatus();
  expect((await publicStatus())?.incidents).toEqual([]);
  await deleteNotice(admin, id);
  expect((await readStatusPage(admin)).notices).toEqual([]);
});

test('only who may set it up does, and only with endpoints there are', async () => {
  for (const role of ['data-scientist', 'stakeholder', 'security-admin', 'end-user'] as const) {
    await expect(saveStatusPage(userCaller(role), settings())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      openNotice(userCaller(role), { title: 'x', stage: 'investigating', text: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  }
  const unknown = settings({ entries: [{ endpoint: 'no-such', publicName: 'x' }] });
  await expect(saveStatusPage(admin, unknown)).rejects.toMatchObject({ code: 'invalid' });
  const twice = [endpoint, endpoint].map((name) => ({ endpoint: name, publicName: 'Same' }));
  expect(statusSettingsSchema.safeParse({ ...settings(), entries: twice }).success).toBe(false);
});

test('the map shows what one may see, and how it stands', async () => {
  const all = await getDependencies(admin);
  expect(all.nodes.map(({ id }) => id)).toEqual([
    `endpoint:${endpoint}`,
    `entity:${endpoint}/secret-entity`,
    'provider:fake',
  ]);
  await failingCheck();
  expect((await getDependencies(admin)).nodes[0]).toMatchObject({ state: 'down', own: 'down' });
  const scientist = await getDependencies(userCaller('data-scientist'));
  expect(JSON.stringify(scientist)).not.toContain('provider:fake');
  // Whoever may not see checks sees that the endpoint is down, and not what the check is called or said.
  const [own] = (await getDependencies(keyCaller('endpoints.read'))).nodes;
  expect(own).toMatchObject({ state: 'down', why: 'A check: It fails.' });
  const stranger = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: 'another' } });
  expect(await getDependencies(stranger)).toEqual({ nodes: [], edges: [], more: false });
  await expect(getDependencies(userCaller('stakeholder'))).rejects.toMatchObject({ code: 'forbidden' });
});

test('it says that all is well only when all of it is known to be', async () => {
  fake.say('A snapshot is a number.');
  const definition = { kind: 'question', endpoint, question: 'What is a snapshot?' } as const;
  const { id } = await createCheck(admin, checkBodySchema.parse({ name: 'asks', definition }));
  await runCheckNow(admin, id, never);
  await saveStatusPage(admin, settings());
  expect(await publicStatus()).toMatchObject({ state: 'operational' });
  const silent = await serve({ name: 'unasked', target: versionOf(model) });
  const both = [
    { endpoint, publicName: 'Help desk' },
    { endpoint: silent, publicName: 'Another' },
  ];
  await saveStatusPage(admin, settings({ entries: both }));
  expect(await publicStatus()).toMatchObject({
    state: 'unknown',
    entries: [{ state: 'operational' }, { state: 'unknown' }],
  });
  await saveStatusPage(admin, settings());
  const notice = await openNotice(admin, { title: 'Slow', stage: 'investigating', text: 'Looking.' });
  expect(await publicStatus()).toMatchObject({ state: 'degraded' });
  await updateNotice(admin, notice.id, { stage: 'resolved', text: 'Mended.' });
  expect(await publicStatus()).toMatchObject({ state: 'operational' });
});
