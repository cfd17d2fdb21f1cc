import '../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { admin, newModel, userCaller } from '../../e2e/support/registry.ts';
import { closeEvents } from '../platform/events.ts';
import {
  deleteAlias,
  deleteVersion,
  moveAlias,
  resolveTarget,
  restoreVersion,
  targetHistory,
  transitionStage,
} from './index.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };
const ada = userCaller('owner');

test('of an alias: who, when, why and with which approval', async () => {
  const model = await newModel(2);
  await moveAlias(admin, model, 'champion', { version: 1, ...why });
  const moved = await moveAlias(ada, model, 'champion', { version: 2, reason: 'Better.', ticket: 'CHG-1' });
  await deleteAlias(admin, model, 'champion', { reason: 'Over.', ticket: '' });
  expect(await targetHistory({ by: 'alias', model, alias: 'champion' })).toMatchObject([
    { fromVersion: 2, toVersion: null, reason: 'Over.' },
    {
      fromVersion: 1,
      toVersion: 2,
      reason: 'Better.',
      ticket: 'CHG-1',
      actor: ada.name,
      at: new Date(moved.at),
    },
    { fromVersion: null, toVersion: 1 },
  ]);
});

test('of a stage: registrations, transitions, deletions and restorations that changed what it means', async () => {
  const model = await newModel(3);
  const stage = (version: number, to: 'staging' | 'production', archiveExisting = false) =>
    transitionStage(ada, model, version, { stage: to, archiveExisting, reason: `${version}`, ticket: 'T' });
  await stage(2, 'production');
  await stage(1, 'production');
  await stage(3, 'production', true);
  const production = await targetHistory({ by: 'stage', model, stage: 'production' });
  expect(production).toMatchObject([
    { fromVersion: 2, toVersion: 3, reason: '3', ticket: 'T', actor: ada.name },
    { fromVersion: null, toVersion: 2, reason: '2' },
  ]);
  const development = { by: 'stage', model, stage: 'development' } as const;
  expect((await targetHistory(development)).map((move) => move.toVersion)).toEqual([null, 3, 2, 1]);
  const archived = { by: 'stage', model, stage: 'archived' } as const;
  await deleteVersion(ada, model, 2, { reason: 'Wrong.', ticket: '' });
  await restoreVersion(ada, model, 2, why);
  expect((await targetHistory(archived)).map((move) => [move.fromVersion, move.toVersion])).toEqual([
    [1, 2],
    [2, 1],
    [null, 2],
  ]);
  expect((await resolveTarget(archived)).version).toBe(2);
});

test('of a version: registered, deleted, restored', async () => {
  const model = await newModel(1);
  await deleteVersion(admin, model, 1, { reason: 'Wrong.', ticket: 'T-1' });
  await restoreVersion(admin, model, 1, why);
  const history = await targetHistory({ by: 'version', model, version: 1 });
  expect(history).toMatchObject([
    { fromVersion: null, toVersion: 1 },
    { fromVersion: 1, toVersion: null, reason: 'Wrong.', ticket: 'T-1' },
    { fromVersion: null, toVersion: 1, actor: 'test' },
  ]);
  const times = history.map((move) => move.at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('of what never existed is an error, of what nothing happened to is empty', async () => {
  const model = await newModel(1);
  expect(await targetHistory({ by: 'alias', model, alias: 'champion' })).toEqual([]);
  expect(await targetHistory({ by: 'stage', model, stage: 'production' })).toEqual([]);
  const missing = { code: 'not_found' };
  await expect(targetHistory({ by: 'version', model, version: 5 })).rejects.toMatchObject(missing);
  await expect(targetHistory({ by: 'alias', model: 'nobody', alias: 'x' })).rejects.toMatchObject(missing);
});
