import '../../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import {
  champion,
  change,
  entity,
  moveChampion,
  newEndpoint,
  pinned,
  registerRetrieving,
} from '../../../e2e/support/endpoints.ts';
import { admin, insertKnowledge, newModel, userCaller } from '../../../e2e/support/registry.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { deleteAlias, deleteVersion, getModel } from '../../registry/index.ts';
import { createEndpoint } from './create-endpoint.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { getEndpoint } from './get-endpoint.ts';
import { listEndpoints } from './list-endpoints.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };
const create = (name: string, servedEntities: ReturnType<typeof entity>[]) =>
  createEndpoint(admin, { name, description: '', environment: 'production', servedEntities });

describe('an endpoint', () => {
  test('is made once and shows the version it serves now', async () => {
    const name = await newEndpoint();
    await expect(create(name, [entity('main', champion(name), 100)])).rejects.toMatchObject({
      code: 'conflict',
    });
    const listed = (await listEndpoints(admin)).find((endpoint) => endpoint.name === name);
    expect(listed?.servedEntities[0]).toMatchObject({ resolvedVersion: 1, problem: null });
    expect((await getModel(admin, name)).endpoints).toEqual([name]);
  });

  test('changed by two people at once: one wins, the other is told', async () => {
    const name = await newEndpoint();
    const save = (share: number) =>
      change(name, 1, {
        reason: `to ${share}`,
        servedEntities: [entity('main', champion(name), 100 - share), entity('next', pinned(name, 2), share)],
      });
    const results = await Promise.allSettled([save(10), save(20), save(30), save(40)]);
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(3);
    expect(failed[0]?.reason).toMatchObject({ code: 'conflict', reason: 'config_changed' });
    const { config, history } = await getEndpoint(admin, name);
    expect(config).toBe(2);
    expect(history.map((entry) => entry.number)).toEqual([2, 1]);
  });

  test('gets no new configuration from a new description or the same entities', async () => {
    const name = await newEndpoint();
    expect(await change(name, 1, { description: 'Hi' })).toMatchObject({ config: 1, description: 'Hi' });
    const same = [entity('main', champion(name), 100)];
    expect(await change(name, 1, { servedEntities: same })).toMatchObject({ config: 1 });
  });

  test('keeps its configurations unchanged, by the database itself', async () => {
    const name = await newEndpoint();
    await expect(
      pool().query(
        `UPDATE endpoint_config SET reason = 'x' WHERE endpoint_id = (SELECT id FROM endpoint WHERE name = $1)`,
        [name],
      ),
    ).rejects.toThrow(/never changed/);
  });

  test('tells what served at any time, who changed it, why and with which ticket', async () => {
    const name = await newEndpoint();
    await moveChampion(name, 2, { reason: 'better', ticket: 'CHG-1' });
    await change(name, 1, {
      servedEntities: [entity('main', pinned(name, 2), 100)],
      reason: 'hold still',
      ticket: 'CHG-2',
    });
    await moveChampion(name, 3, { reason: 'means nothing here', ticket: 'CHG-3' });
    const { history, moves } = await getEndpoint(admin, name);
    expect(moves).toMatchObject([
      {
        entities: ['main'],
        model: name,
        via: '@champion',
        fromVersion: 1,
        toVersion: 2,
        reason: 'better',
        ticket: 'CHG-1',
        actor: 'test',
      },
    ]);
    expect(history).toMatchObject([
      { number: 2, reason: 'hold still', ticket: 'CHG-2', createdBy: 'test', rolledBackTo: null },
      { number: 1 },
    ]);
  });

  test('is read by a viewer and changed by none but administrators', async () => {
    const name = await newEndpoint();
    const [viewer, member] = [userCaller('data-scientist'), userCaller('app-team')];
    expect(await getEndpoint(viewer, name)).toMatchObject({ name });
    const refused = { code: 'forbidden' };
    await expect(change(name, 1, { description: 'x' }, viewer)).rejects.toMatchObject(refused);
    await expect(deleteEndpoint(viewer, name, name)).rejects.toMatchObject(refused);
    await expect(listEndpoints(member)).rejects.toMatchObject(refused);
  });
});

describe('deleting', () => {
  test('needs the name again, and says afterwards that it is gone', async () => {
    const name = await newEndpoint();
    await expect(deleteEndpoint(admin, name, 'other')).rejects.toMatchObject({ code: 'invalid' });
    await deleteEndpoint(admin, name, name);
    await expect(getEndpoint(admin, name)).rejects.toMatchObject({
      code: 'not_found',
      reason: 'endpoint_deleted',
      message: expect.stringContaining('was deleted on '),
    });
    expect((await getModel(admin, name)).endpoints).toEqual([]);
  });

  test('never lets a later endpoint of the name use a configuration number again', async () => {
    const name = await newEndpoint();
    const next = [entity('next', pinned(name, 2), 100)];
    await change(name, 1, { servedEntities: next });
    await deleteEndpoint(admin, name, name);
    expect(await create(name, next)).toMatchObject({ config: 3 });
    expect((await getEndpoint(admin, name)).history.map(({ number }) => number)).toEqual([3]);
  });
});

describe('what cannot be served is refused, naming the entity', () => {
  const refusal = async (name: string, second: ReturnType<typeof entity>) => {
    const others = entity('main', champion(name), 100 - second.trafficPercentage);
    const promise = change(name, 1, { servedEntities: [others, second] });
    return promise.then(
      () => null,
      (error: unknown) => error,
    );
  };
  const at = (member: string) => ({ code: 'invalid', issues: [{ path: `servedEntities.1.${member}` }] });

  test('missing aliases, empty stages, unknown and deleted versions, unknown providers', async () => {
    const name = await newEndpoint();
    await deleteVersion(admin, name, 3, why);
    const targets = [
      { by: 'alias', model: name, alias: 'nobody' },
      { by: 'stage', model: name, stage: 'production' },
      pinned(name, 9),
      pinned(name, 3),
      pinned('nobody', 1),
      { by: 'external', provider: 'nobody', providerModel: 'gpt', parameters: { timeoutMs: 60_000 } },
    ] as const;
    for (const target of targets) {
      expect(await refusal(name, entity('next', target, 10)), JSON.stringify(target)).toMatchObject(
        at('target'),
      );
    }
    expect(await getEndpoint(admin, name)).toMatchObject({ config: 1 });
  });

  test('a snapshot for a version that looks nothing up', async () => {
    const name = await newEndpoint();
    const held = entity('next', pinned(name, 2), 10, { knowledgeSnapshot: 1 });
    expect(await refusal(name, held)).toMatchObject(at('knowledgeSnapshot'));
  });

  test('a snapshot that does not exist', async () => {
    const knowledge = await insertKnowledge(2);
    const name = await newEndpoint();
    const retrieving = await newModel();
    await registerRetrieving(retrieving, knowledge);
    const held = (snapshot: number) =>
      entity('next', pinned(retrieving, 1), 10, { knowledgeSnapshot: snapshot });
    expect(await refusal(name, held(3))).toMatchObject(at('knowledgeSnapshot'));
    expect(await refusal(name, held(2))).toBeNull();
  });

  test('a shadow of everything', async () => {
    const name = await newEndpoint();
    const shadow = entity('next', pinned(name, 2), 100, { shadowPercentage: 5 });
    expect(await refusal(name, shadow)).toMatchObject(at('shadowPercentage'));
  });

  test('an alias that an endpoint follows cannot be deleted, nor the version it serves', async () => {
    const name = await newEndpoint();
    await expect(deleteAlias(admin, name, 'champion', why)).rejects.toMatchObject({
      reason: 'alias_in_use',
    });
    await expect(deleteVersion(admin, name, 1, why)).rejects.toMatchObject({ code: 'conflict' });
  });
});
