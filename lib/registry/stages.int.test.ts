import '../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { admin, insertEndpoint, newModel } from '../../e2e/support/registry.ts';
import { pool, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { getModel, resolveTarget, transitionStage } from './index.ts';
import type { Stage, TransitionStage } from './schemas.ts';

afterAll(closeEvents);

function move(name: string, version: number, stage: Stage, input: Partial<TransitionStage> = {}) {
  return transitionStage(admin, name, version, {
    stage,
    archiveExisting: false,
    reason: '',
    ticket: '',
    ...input,
  });
}

test('a version goes from stage to stage, and each step is kept', async () => {
  const name = await newModel(1);
  await move(name, 1, 'staging', { reason: 'Try it.' });
  await move(name, 1, 'production', { reason: 'It works.', ticket: 'CHG-7' });
  expect(await move(name, 1, 'production')).toEqual([]);
  const { stages, stageMoves } = await getModel(admin, name);
  expect(stages).toEqual({ development: [], staging: [], production: [1] });
  expect(stageMoves).toMatchObject([
    { fromStage: 'staging', toStage: 'production', reason: 'It works.', ticket: 'CHG-7', actor: 'test' },
    { fromStage: 'development', toStage: 'staging', reason: 'Try it.' },
    { fromStage: null, toStage: 'development' },
  ]);
  const events = await prisma().auditEvent.findMany({
    where: { subjectName: name, action: 'version.moved' },
    orderBy: { id: 'asc' },
  });
  expect(events.map((event) => event.after)).toMatchObject([{ stage: 'staging' }, { ticket: 'CHG-7' }]);
});

test('a stage means the highest number in it', async () => {
  const name = await newModel(3);
  const target = { by: 'stage', model: name, stage: 'production' } as const;
  await expect(resolveTarget(target)).rejects.toThrow(/No version.*"production"/);
  await move(name, 3, 'production');
  await move(name, 1, 'production');
  expect(await resolveTarget(target)).toMatchObject({ version: 3, stage: 'production', alias: null });
  await move(name, 3, 'archived');
  expect(await resolveTarget(target)).toMatchObject({ version: 1 });
});

test('archiveExisting archives every other version of the stage, each with its own line', async () => {
  const name = await newModel(4);
  await move(name, 1, 'production');
  await move(name, 2, 'production');
  await move(name, 4, 'staging');
  const moves = await move(name, 3, 'production', {
    archiveExisting: true,
    reason: 'Better.',
    ticket: 'CHG-8',
  });
  const why = { reason: 'Better.', ticket: 'CHG-8' };
  expect(moves).toMatchObject([
    { version: 3, fromStage: 'development', toStage: 'production', ...why },
    { version: 2, fromStage: 'production', toStage: 'archived', ...why },
    { version: 1, fromStage: 'production', toStage: 'archived', ...why },
  ]);
  expect((await getModel(admin, name)).stages).toEqual({ development: [], staging: [4], production: [3] });
});

test('eight people who put their version into production at once leave exactly one there', async () => {
  const name = await newModel(8);
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => move(name, index + 1, 'production', { archiveExisting: true })),
  );
  const { stages, versions, stageMoves } = await getModel(admin, name);
  expect(stages.production).toHaveLength(1);
  expect(versions.filter((version) => version.stage === 'archived')).toHaveLength(7);
  for (const { number, stage } of versions) {
    const own = stageMoves.filter((entry) => entry.version === number).reverse();
    const broken = own.filter((entry, index) => entry.fromStage !== (own[index - 1]?.toStage ?? null));
    expect(broken).toEqual([]);
    expect(own.at(-1)?.toStage).toBe(stage);
  }
});

test('a production endpoint is never left with nothing to serve', async () => {
  const name = await newModel(2);
  await move(name, 1, 'production');
  const entity = { target: { by: 'stage', model: name, stage: 'production' }, trafficPercentage: 100 };
  const endpoint = await insertEndpoint([{ name: 'main', ...entity }]);
  await expect(move(name, 1, 'archived')).rejects.toMatchObject({
    code: 'conflict',
    reason: 'stage_in_use',
    message: expect.stringContaining(endpoint),
  });
  expect((await getModel(admin, name)).stages.production).toEqual([1]);
  await move(name, 2, 'production');
  await move(name, 1, 'archived');
  expect((await getModel(admin, name)).endpoints).toEqual([endpoint]);
});

test('one that serves something else as well, or stands in staging, does not hold a version back', async () => {
  const name = await newModel(2);
  await move(name, 1, 'staging');
  const staged = { target: { by: 'stage', model: name, stage: 'staging' } };
  const pinned = { target: { by: 'version', model: name, version: 2 } };
  await insertEndpoint([
    { name: 'old', ...pinned, trafficPercentage: 90 },
    { name: 'new', ...staged, trafficPercentage: 10 },
  ]);
  await insertEndpoint([{ name: 'only', ...staged, trafficPercentage: 100 }], 'staging');
  await move(name, 1, 'production');
  expect((await getModel(admin, name)).stages).toMatchObject({ staging: [], production: [1] });
});

test('the database refuses to rewrite their history', async () => {
  await newModel(1);
  await expect(pool().query(`UPDATE stage_move SET reason = 'forged'`)).rejects.toThrow(/never changed/);
});
