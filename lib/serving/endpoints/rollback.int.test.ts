import '../../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  champion,
  change,
  entity,
  moveChampion,
  newEndpoint,
  newSnapshot,
  pinned,
  registerRetrieving,
} from '../../../e2e/support/endpoints.ts';
import { admin, insertKnowledge, newModel, userCaller } from '../../../e2e/support/registry.ts';
import { pool, prisma, transaction } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { deleteVersion, moveAliasIn, restoreVersion } from '../../registry/index.ts';
import { resolveEndpoint } from '../resolve-endpoint.ts';
import { rollbackEndpointSchema, updateEndpointSchema } from '../schemas.ts';
import { createEndpoint } from './create-endpoint.ts';
import { configOf, findEndpoint } from './endpoint-store.ts';
import { getEndpoint } from './get-endpoint.ts';
import { presentEndpoint } from './present-endpoint.ts';
import { previewRollback, rollbackEndpoint } from './rollback-endpoint.ts';
import { updateEndpointIn } from './update-endpoint.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };

function rollback(name: string, to: number, expectedConfig: number, more = {}, caller = admin) {
  return rollbackEndpoint(caller, name, rollbackEndpointSchema.parse({ to, expectedConfig, ...more }));
}

/** What the endpoint serves: version and share by entity. */
async function served(name: string) {
  const endpoint = await findEndpoint(prisma(), name);
  const { servedEntities } = await presentEndpoint(endpoint, await configOf(prisma(), endpoint));
  return servedEntities.map(({ name, resolvedVersion, trafficPercentage, knowledgeSnapshot }) => ({
    name,
    resolvedVersion,
    trafficPercentage,
    knowledgeSnapshot,
  }));
}

describe('a roll-back', () => {
  test('after an alias moved brings back the version, and says what it pinned', async () => {
    const name = await newEndpoint();
    await change(name, 1, { servedEntities: [entity('main', champion(name), 100, { retries: 1 })] });
    await moveChampion(name, 2);
    const preview = await previewRollback(userCaller('data-scientist'), name, 1);
    expect(preview).toMatchObject({
      to: 1,
      from: 2,
      problems: [],
      entities: [{ target: pinned(name, 1), pinnedFrom: champion(name), resolvedVersion: 1, retries: null }],
    });
    await rollback(name, 1, 2, { reason: 'worse', ticket: 'CHG-9' });
    expect((await getEndpoint(admin, name)).history[0]).toMatchObject({
      number: 3,
      rolledBackTo: 1,
      reason: 'worse',
      ticket: 'CHG-9',
    });
    expect((await resolveEndpoint(name)).entities[0]?.target).toMatchObject({ version: 1 });
  });

  test('keeps following an alias that means the same still', async () => {
    const name = await newEndpoint();
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 3), 100)] });
    await rollback(name, 1, 2);
    expect((await getEndpoint(admin, name)).servedEntities[0]?.target).toEqual(champion(name));
  });

  test('to the configuration in force goes back to what it served when it was made', async () => {
    const name = await newEndpoint();
    await moveChampion(name, 2);
    await moveChampion(name, 3);
    expect(await rollback(name, 1, 1)).toMatchObject({
      config: 2,
      servedEntities: [{ target: pinned(name, 1) }],
    });
  });

  test('that would change nothing makes no configuration', async () => {
    const name = await newEndpoint();
    expect(await rollback(name, 1, 1)).toMatchObject({ config: 1 });
  });

  test('takes back moves made in one transaction with the configuration after', async () => {
    const name = await newEndpoint();
    await transaction(async (tx) => {
      await moveAliasIn(tx, admin, name, 'champion', { version: 2, ...why });
      const servedEntities = [entity('main', champion(name), 100, { retries: 2 })];
      const input = updateEndpointSchema.parse({ expectedConfig: 1, servedEntities });
      await updateEndpointIn(tx, admin, name, input);
    });
    expect((await previewRollback(admin, name, 1)).entities[0]).toMatchObject({ resolvedVersion: 1 });
    await moveChampion(name, 3);
    expect((await previewRollback(admin, name, 2)).entities[0]).toMatchObject({ resolvedVersion: 2 });
  });

  test('is refused to those who read only, from a stale page, and to what never was', async () => {
    const name = await newEndpoint();
    await expect(rollback(name, 1, 1, {}, userCaller('data-scientist'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(rollback(name, 1, 7)).rejects.toMatchObject({ reason: 'config_changed' });
    await expect(rollback(name, 9, 1)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('to a version that vanished between preview and confirmation is refused until it is restored', async () => {
    const name = await newEndpoint();
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 3), 100)] });
    await moveChampion(name, 2);
    expect((await previewRollback(admin, name, 1)).problems).toEqual([]);
    await deleteVersion(admin, name, 1, why);
    await expect(rollback(name, 1, 2)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'rollback_problem',
      message: expect.stringContaining('was deleted'),
    });
    expect((await previewRollback(admin, name, 1)).problems).toHaveLength(1);
    await restoreVersion(admin, name, 1, why);
    expect(await rollback(name, 1, 2)).toMatchObject({ config: 3 });
  });
});

describe('a roll-back of documents', () => {
  async function reading() {
    const knowledge = await insertKnowledge(2);
    const name = await newModel();
    await registerRetrieving(name, knowledge);
    const servedEntities = [entity('main', pinned(name, 1), 100)];
    await createEndpoint(admin, { name, description: '', environment: 'production', servedEntities });
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 1), 100, { retries: 1 })] });
    await newSnapshot(knowledge, 3);
    return { name, knowledge };
  }

  test('pins the snapshot of then, unless it was asked not to', async () => {
    const { name } = await reading();
    const preview = await previewRollback(admin, name, 1);
    expect(preview.entities).toMatchObject([{ knowledgeSnapshot: 2, snapshotThen: 2, pinnedFrom: null }]);
    const left = await rollback(name, 1, 2, { takeBackDocuments: false });
    expect(left).toMatchObject({ config: 3, servedEntities: [{ knowledgeSnapshot: null }] });
    const back = await rollback(name, 1, 3);
    expect(back).toMatchObject({ config: 4, servedEntities: [{ knowledgeSnapshot: 2 }] });
    expect((await resolveEndpoint(name)).entities[0]?.target?.chain.retrieval?.snapshot).toBe(2);
  });

  test('says when the snapshot was erased, and goes back without it when asked', async () => {
    const { name } = await reading();
    await pool().query('DELETE FROM snapshot WHERE number = 2');
    const { problems } = await previewRollback(admin, name, 1);
    expect(problems).toEqual([expect.stringMatching(/Snapshot 2 .* erased/)]);
    await expect(rollback(name, 1, 2)).rejects.toMatchObject({ reason: 'rollback_problem' });
    expect(await rollback(name, 1, 2, { takeBackDocuments: false })).toMatchObject({ config: 3 });
  });
});

describe('any history', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('move' as const), version: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ do: fc.constant('split' as const), share: fc.integer({ min: 0, max: 100 }) }),
    fc.record({ do: fc.constant('back' as const), pick: fc.nat(50) }),
  );

  test('after a roll-back to n the endpoint serves what it served at the end of n’s time', async () => {
    const model = await newEndpoint();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const name = `any-${newId()}`;
        const first = [entity('main', champion(model), 100)];
        await createEndpoint(admin, {
          name,
          description: '',
          environment: 'production',
          servedEntities: first,
        });
        let config = 1;
        /** What each configuration served last; the one in force is written when it ends. */
        const ends = new Map<number, unknown>();
        /** What the one in force served when it was made. */
        let start = await served(name);
        const next = async (work: () => Promise<{ config: number }>) => {
          const end = await served(name);
          const made = (await work()).config;
          if (made === config) return;
          ends.set(config, end);
          config = made;
          start = await served(name);
        };
        for (const action of steps) {
          if (action.do === 'move') await moveChampion(model, action.version);
          else if (action.do === 'split') {
            const { share } = action;
            const servedEntities = [
              entity('main', champion(model), 100 - share),
              entity('next', pinned(model, 2), share),
            ];
            await next(() => change(name, config, { servedEntities }));
          } else {
            const to = (action.pick % config) + 1;
            const expected = to === config ? start : ends.get(to);
            await next(() => rollback(name, to, config));
            expect(await served(name)).toEqual(expected);
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});
