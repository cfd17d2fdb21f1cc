/** Dashboards of one's own over the API: whose they are, what a change is made from, what stays when the owner goes. */
import '../../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { type Dashboard, mostDashboards, mostPanels } from '../../../lib/dashboards/schemas.ts';
import { prisma } from '../../../lib/platform/db.ts';
import { newId } from '../../../lib/platform/ids.ts';
import * as copies from './[id]/copies/route.ts';
import * as panels from './[id]/panels/route.ts';
import * as one from './[id]/route.ts';
import * as all from './route.ts';

let ana: Account;
let bo: Account;

beforeAll(async () => {
  ana = await addAccount('stakeholder');
  bo = await addAccount('data-scientist');
});

const panel = (change: object = {}) => ({
  id: 'a',
  title: '',
  expression: { metric: 'latency', aggregation: 'p95' },
  kind: 'line',
  width: 'half',
  ...change,
});

async function make(who: Account, change: object = {}): Promise<Dashboard> {
  const answer = await call(all.POST, { cookie: who.cookie, json: { name: `Mine ${newId()}`, ...change } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as Dashboard;
}

const read = (who: Account, id: string) => call(one.GET, { cookie: who.cookie, params: { id } });
const put = (who: Account, id: string, json: object) =>
  call(one.PUT, { cookie: who.cookie, params: { id }, method: 'PUT', json });
const inputOf = ({ name, description, visibility, defaultRange, panels, revision }: Dashboard) => ({
  name,
  description,
  visibility,
  defaultRange,
  panels,
  revision,
});

describe('whose it is', () => {
  test('a private one does not exist for others, whatever they try', async () => {
    const { id } = await make(ana, { name: 'Ana alone' });
    const params = { id };
    const tries = [
      await read(bo, id),
      await put(bo, id, { name: 'Taken', revision: 1 }),
      await call(one.DELETE, { cookie: bo.cookie, params, method: 'DELETE' }),
      await call(copies.POST, { cookie: bo.cookie, params, method: 'POST' }),
      await call(panels.POST, { cookie: bo.cookie, params, json: { ...panel(), id: undefined } }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(JSON.stringify((await call(all.GET, { cookie: bo.cookie })).body)).not.toContain('Ana alone');
    expect((await read(ana, id)).body).toMatchObject({ name: 'Ana alone', mine: true, revision: 1 });
  });

  test('a shared one is read and duplicated by others, and changed by its owner alone', async () => {
    const shared = await make(ana, { visibility: 'everyone', panels: [panel()] });
    expect((await read(bo, shared.id)).body).toMatchObject({ mine: false, owner: { id: ana.id } });
    expect((await put(bo, shared.id, inputOf(shared))).status).toBe(403);
    const params = { id: shared.id };
    expect((await call(one.DELETE, { cookie: bo.cookie, params, method: 'DELETE' })).status).toBe(403);
    const copy = await call(copies.POST, { cookie: bo.cookie, params, method: 'POST' });
    expect(copy.body).toMatchObject({
      name: `${shared.name} (copy)`,
      visibility: 'private',
      mine: true,
      panels: [{ id: 'a' }],
    });
    expect((await read(ana, (copy.body as Dashboard).id)).status).toBe(404);
  });

  test('who reads no dashboards keeps none, and neither does a stranger', async () => {
    const nobody = await addAccount('end-user');
    expect((await call(all.GET, { cookie: nobody.cookie })).status).toBe(403);
    expect((await call(all.POST, { cookie: nobody.cookie, json: { name: 'x' } })).status).toBe(403);
    expect((await call(all.POST, { json: { name: 'x' } })).status).toBe(401);
  });
});

describe('a change', () => {
  test('is refused when it was made from an older revision, and says what to do', async () => {
    const made = await make(ana);
    const saved = await put(ana, made.id, { ...inputOf(made), name: 'First' });
    expect(saved.body).toMatchObject({ name: 'First', revision: 2 });
    const late = await put(ana, made.id, { ...inputOf(made), name: 'Second' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      detail: expect.stringContaining('reload'),
      type: expect.stringContaining('changed_since'),
    });
    expect((await read(ana, made.id)).body).toMatchObject({ name: 'First', revision: 2 });
  });

  test('of two at once, one wins', async () => {
    const made = await make(ana);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => put(ana, made.id, { ...inputOf(made), name: `Try ${index}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect((await read(ana, made.id)).body).toMatchObject({ revision: 2 });
  });

  test('panels added at once all arrive, up to the most there may be', async () => {
    const made = await make(ana, {
      panels: Array.from({ length: mostPanels - 4 }, (_, index) => panel({ id: `p${index}` })),
    });
    const { id: _id, ...added } = panel();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        call(panels.POST, { cookie: ana.cookie, params: { id: made.id }, json: added }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 409, 409]);
    const after = (await read(ana, made.id)).body as Dashboard;
    expect(after.panels).toHaveLength(mostPanels);
    expect(new Set(after.panels.map(({ id }) => id)).size).toBe(mostPanels);
  });

  test('must be a dashboard that can be shown', async () => {
    const bad = [
      { name: ' ' },
      { name: 'x', panels: Array.from({ length: mostPanels + 1 }, (_, index) => panel({ id: `p${index}` })) },
      { name: 'x', panels: [panel(), panel()] },
      { name: 'x', panels: [panel({ expression: { metric: 'latency', aggregation: 'sum' } })] },
      { name: 'x', panels: [panel({ expression: { metric: 'latency', aggregation: 'share_at_most' } })] },
      { name: 'x', panels: [panel({ expression: { metric: 'made_up', aggregation: 'sum' } })] },
      { name: 'x', visibility: 'the world' },
      { name: 'x', owner: bo.id },
    ];
    for (const json of bad) {
      expect(
        (await call(all.POST, { cookie: ana.cookie, json })).status,
        JSON.stringify(json).slice(0, 90),
      ).toBe(400);
    }
  });

  test('is audited, without the words of what is private', async () => {
    const made = await make(ana, { name: 'Secret plans', panels: [panel({ title: 'Secret panel' })] });
    await put(ana, made.id, { ...inputOf(made), visibility: 'everyone', name: 'For all' });
    await call(one.DELETE, { cookie: ana.cookie, params: { id: made.id }, method: 'DELETE' });
    expect((await read(ana, made.id)).status).toBe(404);
    const events = await prisma().auditEvent.findMany({
      where: { subjectId: made.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, subjectName }) => [action, subjectName])).toEqual([
      ['dashboard.created', 'a private dashboard'],
      ['dashboard.changed', 'For all'],
      ['dashboard.deleted', 'For all'],
    ]);
    expect(JSON.stringify(events)).not.toContain('Secret');
  });
});

test('a metric that is gone takes its panel with it, and no other', async () => {
  const made = await make(ana, { panels: [panel(), panel({ id: 'b' })] });
  const vanished = panel({ id: 'b', expression: { metric: 'no_such_metric', aggregation: 'sum' } });
  await prisma().dashboard.update({ where: { id: made.id }, data: { panels: [panel(), vanished] } });
  const found = await read(ana, made.id);
  expect(found.body).toMatchObject({ panels: [{ id: 'a' }], lostPanels: 1, panelCount: 2 });
  const saved = await put(ana, made.id, inputOf(found.body as Dashboard));
  expect(saved.body).toMatchObject({ panels: [{ id: 'a' }], lostPanels: 0, panelCount: 1 });
});

test('the list is searched, sorted and paged', async () => {
  const cleo = await addAccount('stakeholder');
  for (const name of ['b', 'a', '100 %']) await make(cleo, { name: `${name} of Cleo` });
  const list = async (query: string) =>
    (await call(all.GET, { cookie: cleo.cookie, path: `/?whose=mine&${query}` })).body;
  expect(await list('sort=name&order=asc&pageSize=2&page=2')).toMatchObject({
    total: 3,
    items: [{ name: 'b of Cleo' }],
  });
  expect(await list('q=%25')).toMatchObject({ total: 1, items: [{ name: '100 % of Cleo' }] });
  expect(await list('q=nothing')).toEqual({ items: [], total: 0 });
});

test('nobody keeps more than one may, also when asking for many at once', async () => {
  const many = await addAccount('stakeholder');
  await prisma().dashboard.createMany({
    data: Array.from({ length: mostDashboards - 1 }, () => ({
      id: newId(),
      ownerId: many.id,
      name: 'x',
      description: '',
      visibility: 'private',
      defaultRange: '24h',
      panels: [],
    })),
  });
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => call(all.POST, { cookie: many.cookie, json: { name: 'One more' } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const orphan = await make(ana, { visibility: 'everyone' });
  await prisma().dashboard.update({ where: { id: orphan.id }, data: { ownerId: null } });
  const takenOver = await call(panels.POST, {
    cookie: many.cookie,
    params: { id: orphan.id },
    json: { ...panel(), id: undefined },
  });
  expect(takenOver.status).toBe(409);
});
