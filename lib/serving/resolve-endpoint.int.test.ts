import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { champion, change, entity, moveChampion, newEndpoint, pinned } from '../../e2e/support/endpoints.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';

afterAll(closeEvents);

describe('resolveEndpoint', () => {
  test('gives one frozen object while nothing changes, also to callers at once', async () => {
    const name = await newEndpoint();
    const [first, second] = await Promise.all([resolveEndpoint(name), resolveEndpoint(name)]);
    expect(first).toBe(second);
    expect(await resolveEndpoint(name)).toBe(first);
    expect(first).toMatchObject({
      name,
      configNumber: 1,
      entities: [{ name: 'main', target: { modelName: name, version: 1, alias: 'champion' } }],
    });
    expect(Object.isFrozen(first.entities[0]?.target?.chain.model.parameters)).toBe(true);
  });

  test('follows a moved alias and a new configuration within a second', async () => {
    const name = await newEndpoint();
    await resolveEndpoint(name);
    await moveChampion(name, 2);
    const version = async () => (await resolveEndpoint(name)).entities[0]?.target?.version;
    await expect.poll(version, { timeout: 1000, interval: 10 }).toBe(2);
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 1), 100)] });
    await expect.poll(version, { timeout: 1000, interval: 10 }).toBe(1);
    expect((await resolveEndpoint(name)).entities[0]?.target?.alias).toBeNull();
  });

  test('keeps an entity whose alias vanished, with the reason', async () => {
    const name = await newEndpoint();
    const model = await prisma().registeredModel.findUniqueOrThrow({ where: { name } });
    await change(name, 1, {
      servedEntities: [entity('main', champion(name), 60), entity('next', pinned(name, 2), 40)],
    });
    await prisma().modelAlias.deleteMany({ where: { modelId: model.id } });
    await change(name, 2, { description: 'reload' });
    const found = async () => (await resolveEndpoint(name)).entities.map(({ target }) => target?.version);
    await expect.poll(found).toEqual([undefined, 2]);
    expect((await resolveEndpoint(name)).entities[0]?.problem).toContain('@champion');
    await expect(resolveEndpoint('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});
