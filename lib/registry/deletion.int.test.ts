import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import {
  admin,
  chainWith,
  insertEndpoint,
  newModel,
  passes,
  versionInput,
} from '../../e2e/support/registry.ts';
import { pool, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import {
  deleteModel,
  deleteVersion,
  getModel,
  getVersion,
  listModels,
  moveAlias,
  registerVersion,
  resolveTarget,
  resolveTargetIn,
  restoreVersion,
  transitionStage,
} from './index.ts';
import { transaction } from './store.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };

describe('a version', () => {
  test('is deleted and restored with a trace, and keeps its number and document', async () => {
    const name = await newModel(2);
    await deleteVersion(admin, name, 2, { reason: 'Leaks a name.', ticket: 'SEC-1' });
    const pinned = { by: 'version', model: name, version: 2 } as const;
    await expect(resolveTarget(pinned)).rejects.toMatchObject({ reason: 'version_deleted' });
    expect(await getVersion(admin, name, 2)).toMatchObject({
      document: chainWith(2),
      deletedAt: expect.any(String),
    });
    const listed = (await listModels(admin)).find((model) => model.name === name);
    expect(listed).toMatchObject({ latestVersion: 1, stages: { development: [1] } });
    const next = await registerVersion(admin, name, versionInput({ document: chainWith(1) }), passes);
    expect(next).toMatchObject({ number: 3, unchangedFrom: 1 });
    expect(await restoreVersion(admin, name, 2, { reason: 'Harmless.', ticket: '' })).toMatchObject({
      number: 2,
      deletedAt: null,
    });
    expect(await resolveTarget(pinned)).toMatchObject({ version: 2 });
    const { deletions, versions } = await getModel(admin, name);
    expect(versions.map((version) => version.number)).toEqual([3, 2, 1]);
    expect(deletions).toMatchObject([
      { version: 2, deleted: false, reason: 'Harmless.', actor: 'test' },
      { version: 2, deleted: true, reason: 'Leaks a name.', ticket: 'SEC-1' },
    ]);
    const events = await prisma().auditEvent.findMany({
      where: { subjectName: name },
      orderBy: { id: 'desc' },
    });
    expect(events.map((event) => event.action).slice(0, 3)).toEqual([
      'version.restored',
      'version.registered',
      'version.deleted',
    ]);
  });

  test('is not deleted twice; one that is there need not be restored', async () => {
    const name = await newModel(1);
    await restoreVersion(admin, name, 1, why);
    expect((await getModel(admin, name)).deletions).toEqual([]);
    await deleteVersion(admin, name, 1, why);
    await expect(deleteVersion(admin, name, 1, why)).rejects.toMatchObject({ reason: 'version_deleted' });
    await expect(
      transitionStage(admin, name, 1, { stage: 'staging', archiveExisting: false, ...why }),
    ).rejects.toThrow(/was deleted/);
    await expect(deleteVersion(admin, name, 2, why)).rejects.toMatchObject({ code: 'not_found' });
  });

  const entity = (target: object, trafficPercentage = 100) => ({ name: 'main', target, trafficPercentage });
  const uses: [string, RegExp, (name: string) => Promise<unknown>][] = [
    [
      'an alias',
      /alias "@champion" points/,
      (name) => moveAlias(admin, name, 'champion', { version: 1, ...why }),
    ],
    [
      'the stage staging',
      /in the stage "staging"/,
      (name) => transitionStage(admin, name, 1, { stage: 'staging', archiveExisting: false, ...why }),
    ],
    [
      'the stage production',
      /in the stage "production"/,
      (name) => transitionStage(admin, name, 1, { stage: 'production', archiveExisting: false, ...why }),
    ],
    [
      'an endpoint that pins it',
      /endpoint ".*" serves it as "main"/,
      (name) => insertEndpoint([entity({ by: 'version', model: name, version: 1 })]),
    ],
    [
      'an endpoint that follows its stage',
      /endpoint ".*" serves it as "main"/,
      (name) => insertEndpoint([entity({ by: 'stage', model: name, stage: 'development' })]),
    ],
    [
      'an endpoint that only falls back to it',
      /endpoint ".*" serves it as "spare"/,
      (name) =>
        insertEndpoint([
          {
            name: 'big',
            target: { by: 'external', provider: 'openai', providerModel: 'gpt' },
            trafficPercentage: 100,
            fallbacks: ['spare'],
          },
          { name: 'spare', target: { by: 'version', model: name, version: 1 }, trafficPercentage: 0 },
        ]),
    ],
  ];

  test.each(uses)('in use by %s is not deleted', async (_use, message, use) => {
    const name = await newModel(1);
    await use(name);
    const refused = deleteVersion(admin, name, 1, why);
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      reason: 'version_in_use',
      message: expect.stringMatching(message),
    });
    expect((await getVersion(admin, name, 1)).deletedAt).toBeNull();
  });

  test('below the one a followed stage means may go; a configuration no longer in force holds nothing', async () => {
    const name = await newModel(2);
    const endpoint = await insertEndpoint([entity({ by: 'stage', model: name, stage: 'development' })]);
    await deleteVersion(admin, name, 1, why);
    const { id } = await prisma().endpoint.findUniqueOrThrow({ where: { name: endpoint } });
    const servedEntities = [entity({ by: 'external', provider: 'openai', providerModel: 'gpt' })];
    await prisma().endpointConfig.create({
      data: { endpointId: id, number: 2, servedEntities, createdByName: 'test' },
    });
    await prisma().endpoint.update({ where: { id }, data: { config: 2 } });
    await deleteVersion(admin, name, 2, why);
    expect((await getModel(admin, name)).endpoints).toEqual([]);
  });

  test('is not deleted between the check and the commit of who starts to use it', async () => {
    const name = await newModel(1);
    const looked = Promise.withResolvers<void>();
    const order: string[] = [];
    const using = transaction(async (tx) => {
      await resolveTargetIn(tx, { by: 'version', model: name, version: 1 });
      looked.resolve();
      await expect
        .poll(async () => {
          const { rows } = await pool().query(
            `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          );
          return rows.length;
        })
        .toBe(1);
      order.push('used');
    });
    await looked.promise;
    const deleting = deleteVersion(admin, name, 1, why).then(() => order.push('deleted'));
    await Promise.all([using, deleting]);
    expect(order).toEqual(['used', 'deleted']);
  });

  test('its deletions cannot be rewritten', async () => {
    const name = await newModel(1);
    await deleteVersion(admin, name, 1, why);
    await expect(pool().query(`UPDATE version_deletion SET reason = 'forged'`)).rejects.toThrow(
      /never changed/,
    );
  });
});

describe('a model', () => {
  test('without versions is deleted, with a trace in the audit trail', async () => {
    const name = await newModel();
    await deleteModel(admin, name);
    await expect(getModel(admin, name)).rejects.toMatchObject({ code: 'not_found' });
    const event = await prisma().auditEvent.findFirst({
      where: { action: 'model.deleted', subjectName: name },
    });
    expect(event).not.toBeNull();
  });

  test('with versions stays, also when they are deleted', async () => {
    const name = await newModel(1);
    await deleteVersion(admin, name, 1, why);
    await expect(deleteModel(admin, name)).rejects.toMatchObject({ reason: 'model_has_versions' });
  });

  test('that an endpoint serves stays', async () => {
    const name = await newModel();
    const endpoint = await insertEndpoint([
      { name: 'main', target: { by: 'stage', model: name, stage: 'production' }, trafficPercentage: 100 },
    ]);
    await expect(deleteModel(admin, name)).rejects.toMatchObject({
      reason: 'model_in_use',
      message: expect.stringContaining(endpoint),
    });
  });
});
