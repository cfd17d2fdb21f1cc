import '../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import {
  admin,
  chainWith,
  keyCaller,
  newModel,
  passes,
  userCaller,
  versionInput,
} from '../../e2e/support/registry.ts';
import type { Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents, onChange } from '../platform/events.ts';
import {
  aliasHistory,
  createModel,
  deleteAlias,
  deleteModel,
  deleteVersion,
  getModel,
  getVersion,
  listModels,
  moveAlias,
  registerVersion,
  restoreVersion,
  transitionStage,
  updateModel,
  updateVersion,
  validateChain,
} from './index.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };

function reads(caller: Caller, name: string): (() => Promise<unknown>)[] {
  return [
    () => listModels(caller),
    () => getModel(caller, name),
    () => getVersion(caller, name, 1),
    () => aliasHistory(caller, name, 'champion'),
    () => validateChain(caller, ''),
  ];
}

function writes(caller: Caller, name: string): (() => Promise<unknown>)[] {
  return [
    () => createModel(caller, { name: 'mine', description: '', tags: {} }),
    () => updateModel(caller, name, {}),
    () => deleteModel(caller, name),
    () => registerVersion(caller, name, versionInput({ document: chainWith(1) }), passes),
    () => updateVersion(caller, name, 1, {}),
    () => deleteVersion(caller, name, 1, why),
    () => restoreVersion(caller, name, 1, why),
  ];
}

function promotions(caller: Caller, name: string): (() => Promise<unknown>)[] {
  return [
    () => moveAlias(caller, name, 'champion', { version: 1, ...why }),
    () => deleteAlias(caller, name, 'champion', why),
    () => transitionStage(caller, name, 1, { stage: 'production', archiveExisting: false, ...why }),
  ];
}

async function expectForbidden(attempts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
}

test.each(['app-team', 'stakeholder'] as const)('a %s may neither read nor change it', async (role) => {
  const name = await newModel(1);
  const caller = userCaller(role);
  await expectForbidden([...reads(caller, name), ...writes(caller, name), ...promotions(caller, name)]);
});

test('a key may only what it was given: registering is not promoting, and reading is neither', async () => {
  const name = await newModel(1);
  const [reader, writer] = [keyCaller('models.read'), keyCaller('models.write')];
  await expectForbidden([...writes(reader, name), ...promotions(reader, name)]);
  await expectForbidden([...reads(writer, name), ...promotions(writer, name)]);
  const promoter = keyCaller('models.promote');
  await expectForbidden([...reads(promoter, name), ...writes(promoter, name)]);
  await transitionStage(promoter, name, 1, { stage: 'staging', archiveExisting: false, ...why });
  expect((await getModel(admin, name)).stageMoves[0]).toMatchObject({ toStage: 'staging', actor: 'ci' });
});

test('each change is audited and announced when it is committed', async () => {
  const keys: string[] = [];
  const stop = await onChange((change) => {
    if (change?.topic === 'registry') keys.push(change.key);
  });
  const name = await newModel(1);
  await moveAlias(admin, name, 'champion', { version: 1, reason: 'why not', ticket: 'CHG-3' });
  await transitionStage(admin, name, 1, { stage: 'production', archiveExisting: true, ...why });
  await expect.poll(() => keys.filter((key) => key === name)).toHaveLength(4);
  stop();
  const events = await prisma().auditEvent.findMany({ where: { subjectName: name }, orderBy: { id: 'asc' } });
  expect(events.map((event) => event.action)).toEqual([
    'model.created',
    'version.registered',
    'alias.moved',
    'version.moved',
  ]);
  expect(events[2]?.after).toEqual({ alias: 'champion', version: 1, reason: 'why not', ticket: 'CHG-3' });
});
