import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { heard } from '../../e2e/support/changes.ts';
import { type Caller, systemCaller } from '../access/index.ts';
import { defaultChain } from '../chain/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { saveProvider } from '../providers/index.ts';
import type { Price } from '../providers/schemas.ts';
import { createModel, deleteAlias, getModel, moveAlias, registerVersion } from '../registry/index.ts';
import { createEndpoint } from './create-endpoint.ts';
import { getEndpoint } from './get-endpoint.ts';
import { listEndpoints } from './list-endpoints.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';
import { type ServedEntity, servedEntitiesSchema } from './schemas.ts';
import { updateEndpoint } from './update-endpoint.ts';

const admin = systemCaller('test');
afterAll(closeEvents);

const champion: ServedEntity['target'] = { by: 'alias', alias: 'champion' };

function entity(name: string, model: string, trafficPercentage: number, target = champion): ServedEntity {
  return { name, model, target, trafficPercentage };
}

/** A model with two versions, `@champion` on the first, served by an endpoint of the same name. */
async function served(provider = 'extractive', model = 'extractive-1'): Promise<string> {
  const name = `app-${newId()}`;
  await createModel(admin, { name, description: '' });
  const chain = defaultChain({ knowledge: null, provider, model });
  await registerVersion(admin, name, { chain, description: '' });
  await registerVersion(admin, name, {
    chain: { ...chain, output: { format: 'cited-text' } },
    description: '',
  });
  await moveAlias(admin, name, 'champion', { version: 1, reason: '' });
  await heard({ topic: 'endpoint', key: name }, () =>
    createEndpoint(admin, {
      name,
      description: '',
      environment: 'production',
      servedEntities: [entity('main', name, 100)],
    }),
  );
  return name;
}

describe('endpoint verbs', () => {
  test('an endpoint is made once and shows the version it serves now', async () => {
    const name = await served();
    const again = createEndpoint(admin, {
      name,
      description: '',
      environment: 'production',
      servedEntities: [entity('main', name, 100)],
    });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    const listed = (await listEndpoints(admin)).find((endpoint) => endpoint.name === name);
    expect(listed?.servedEntities[0]).toMatchObject({ resolvedVersion: 1 });
    expect((await getModel(admin, name)).endpoints).toEqual([name]);
  });

  test('a target that does not exist is refused, naming the entity', async () => {
    const name = await served();
    const failing = updateEndpoint(admin, name, {
      expectedConfig: 1,
      reason: '',
      servedEntities: [entity('main', name, 90), entity('next', name, 10, { by: 'version', version: 9 })],
    });
    await expect(failing).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'servedEntities.1.target' }],
    });
  });

  test('two people who saved the same configuration: one wins, the other is told', async () => {
    const name = await served();
    const save = (share: number) =>
      updateEndpoint(admin, name, {
        expectedConfig: 1,
        reason: `to ${share}`,
        servedEntities: [
          entity('main', name, 100 - share),
          entity('next', name, share, { by: 'version', version: 2 }),
        ],
      });
    const results = await Promise.allSettled([save(10), save(20)]);
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toMatchObject({ code: 'conflict', reason: 'config_changed' });
    const { config, history } = await getEndpoint(admin, name);
    expect(config).toBe(2);
    expect(history.map((entry) => entry.number)).toEqual([2, 1]);
  });

  test('a new description makes no new configuration', async () => {
    const name = await served();
    const summary = await updateEndpoint(admin, name, { expectedConfig: 1, reason: '', description: 'Hi' });
    expect(summary).toMatchObject({ config: 1, description: 'Hi' });
  });

  test('the database refuses to change an old configuration', async () => {
    const name = await served();
    await expect(
      pool().query(
        `UPDATE endpoint_config SET reason = 'x' WHERE endpoint_id = (SELECT id FROM endpoint WHERE name = $1)`,
        [name],
      ),
    ).rejects.toThrow(/never changed/);
  });

  test('an alias that an endpoint follows cannot be deleted', async () => {
    const name = await served();
    await expect(deleteAlias(admin, name, 'champion')).rejects.toMatchObject({ reason: 'alias_in_use' });
  });

  test('a viewer reads endpoints and changes none; a member does neither', async () => {
    const name = await served();
    const person = (role: 'viewer' | 'member'): Caller => ({
      kind: 'user',
      id: newId(),
      name: role,
      email: `${role}@example.com`,
      role,
      mustChangePassword: false,
      address: null,
    });
    expect(await getEndpoint(person('viewer'), name)).toMatchObject({ name });
    const change = { expectedConfig: 1, reason: '', description: 'x' };
    await expect(updateEndpoint(person('viewer'), name, change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listEndpoints(person('member'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('traffic shares', () => {
  test.each([
    ['99', [99]],
    ['101', [60, 41]],
    ['a negative one', [105, -5]],
    ['NaN', [Number.NaN]],
    ['none', []],
  ])('%s is refused', (_what, shares) => {
    const entities = shares.map((share, index) => entity(`e${index}`, 'm', share));
    expect(servedEntitiesSchema.safeParse(entities).success).toBe(false);
  });

  test('thirds that add up in decimals are fine; one name twice is not', () => {
    const thirds = [33.3, 33.3, 33.4].map((share, index) => entity(`e${index}`, 'm', share));
    expect(servedEntitiesSchema.safeParse(thirds).success).toBe(true);
    expect(servedEntitiesSchema.safeParse([entity('a', 'm', 50), entity('a', 'm', 50)]).success).toBe(false);
  });
});

describe('resolveEndpoint', () => {
  test('gives one frozen object while nothing changes, also to callers at once', async () => {
    const name = await served();
    const [first, second] = await Promise.all([resolveEndpoint(name), resolveEndpoint(name)]);
    expect(first).toBe(second);
    expect(await resolveEndpoint(name)).toBe(first);
    expect(first).toMatchObject({
      name,
      configNumber: 1,
      entities: [{ name: 'main', modelName: name, version: 1, alias: 'champion', price: null }],
    });
    expect(Object.isFrozen(first.entities[0]?.chain.model.parameters)).toBe(true);
  });

  test('follows a moved alias and a new configuration within a second', async () => {
    const name = await served();
    await resolveEndpoint(name);
    await moveAlias(admin, name, 'champion', { version: 2, reason: '' });
    const version = async () => (await resolveEndpoint(name)).entities[0]?.version;
    await expect.poll(version, { timeout: 1000, interval: 10 }).toBe(2);
    await updateEndpoint(admin, name, {
      expectedConfig: 1,
      reason: '',
      servedEntities: [entity('main', name, 100, { by: 'version', version: 1 })],
    });
    await expect.poll(version, { timeout: 1000, interval: 10 }).toBe(1);
    expect((await resolveEndpoint(name)).entities[0]?.alias).toBeNull();
  });

  test('knows the price entered now', async () => {
    const provider = `p-${newId().slice(-12)}`;
    const price: Price = { input: 5, cachedInput: 1, cacheWrite: 5, output: 20, reasoning: 20 };
    const save = (models: { name: string; price?: Price }[]) =>
      saveProvider(admin, {
        name: provider,
        baseUrl: 'http://127.0.0.1:1/v1',
        models,
        allowPrivateNetwork: true,
      });
    await save([{ name: 'gpt' }]);
    const name = await served(provider, 'gpt');
    const known = async () => (await resolveEndpoint(name)).entities[0]?.price;
    expect(await known()).toBeNull();
    await save([{ name: 'gpt', price }]);
    await expect.poll(known, { timeout: 1000, interval: 10 }).toEqual(price);
  });

  test('serves what is left when an alias vanished, and says so when nothing is', async () => {
    const name = await served();
    const model = await prisma().registeredModel.findUniqueOrThrow({ where: { name } });
    await updateEndpoint(admin, name, {
      expectedConfig: 1,
      reason: '',
      servedEntities: [entity('main', name, 60), entity('next', name, 40, { by: 'version', version: 2 })],
    });
    await prisma().modelAlias.deleteMany({ where: { modelId: model.id } });
    await updateEndpoint(admin, name, { expectedConfig: 2, reason: '', description: 'reload' });
    const left = async () => (await resolveEndpoint(name)).entities.map(({ name: left }) => left);
    await expect.poll(left).toEqual(['next']);
    await expect(resolveEndpoint('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});
