import '../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { admin, chainWith, insertEndpoint, newModel } from '../../e2e/support/registry.ts';
import { pool } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { aliasHistory, deleteAlias, deleteVersion, getVersion, moveAlias, resolveTarget } from './index.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };

test('are moved, followed, and every move is kept', async () => {
  const name = await newModel(2);
  await moveAlias(admin, name, 'champion', { version: 1, reason: 'first', ticket: '' });
  await moveAlias(admin, name, 'champion', { version: 2, reason: 'better', ticket: 'CHG-1' });
  await moveAlias(admin, name, 'champion', { version: 2, reason: 'nothing to do', ticket: '' });
  const target = await resolveTarget({ by: 'alias', model: name, alias: 'champion' });
  expect(target).toMatchObject({ modelName: name, version: 2, alias: 'champion', stage: null });
  const version = await getVersion(admin, name, 2);
  expect(version).toMatchObject({ aliases: ['champion'], document: chainWith(2) });
  expect(target).toMatchObject({ chain: version.chain, chainHash: version.chainHash });
  const history = await aliasHistory(admin, name, 'champion');
  expect(history).toMatchObject([
    { fromVersion: 1, toVersion: 2, reason: 'better', ticket: 'CHG-1', actor: 'test' },
    { fromVersion: null, toVersion: 1, reason: 'first', ticket: '', actor: 'test' },
  ]);
});

test('cannot point at what does not exist or was deleted', async () => {
  const name = await newModel(1);
  const missing = { code: 'not_found' };
  await expect(moveAlias(admin, name, 'champion', { version: 2, ...why })).rejects.toMatchObject(missing);
  const unknown = resolveTarget({ by: 'alias', model: name, alias: 'champion' });
  await expect(unknown).rejects.toMatchObject(missing);
  await expect(resolveTarget({ by: 'version', model: name, version: 9 })).rejects.toMatchObject(missing);
  await expect(resolveTarget({ by: 'version', model: 'nobody', version: 1 })).rejects.toMatchObject(missing);
  await deleteVersion(admin, name, 1, why);
  await expect(moveAlias(admin, name, 'champion', { version: 1, ...why })).rejects.toThrow(/was deleted/);
});

test('forty moves at once leave one unbroken history', async () => {
  const name = await newModel(5);
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      moveAlias(admin, name, 'champion', { version: (index % 5) + 1, reason: `${index}`, ticket: '' }),
    ),
  );
  const history = (await aliasHistory(admin, name, 'champion')).reverse();
  const broken = history.filter(
    (move, index) => move.fromVersion !== (history[index - 1]?.toVersion ?? null),
  );
  expect(broken).toEqual([]);
  const { version } = await resolveTarget({ by: 'alias', model: name, alias: 'champion' });
  expect(history.at(-1)?.toVersion).toBe(version);
  expect(history.every((move) => move.fromVersion !== move.toVersion)).toBe(true);
});

test('are deleted with a trace', async () => {
  const name = await newModel(1);
  await moveAlias(admin, name, 'trial', { version: 1, ...why });
  await deleteAlias(admin, name, 'trial', { reason: 'done', ticket: 'CHG-2' });
  expect(await aliasHistory(admin, name, 'trial')).toMatchObject([
    { fromVersion: 1, toVersion: null, reason: 'done', ticket: 'CHG-2' },
    { toVersion: 1 },
  ]);
  await expect(deleteAlias(admin, name, 'trial', why)).rejects.toMatchObject({ code: 'not_found' });
});

test('stay while an endpoint follows them, as a mere fallback too', async () => {
  const name = await newModel(1);
  await moveAlias(admin, name, 'spare', { version: 1, ...why });
  const endpoint = await insertEndpoint([
    {
      name: 'main',
      target: { by: 'version', model: name, version: 1 },
      trafficPercentage: 100,
      fallbacks: ['spare'],
    },
    { name: 'spare', target: { by: 'alias', model: name, alias: 'spare' }, trafficPercentage: 0 },
  ]);
  await expect(deleteAlias(admin, name, 'spare', why)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'alias_in_use',
    message: expect.stringContaining(endpoint),
  });
});

test('the database refuses to rewrite their history', async () => {
  const name = await newModel(1);
  await moveAlias(admin, name, 'champion', { version: 1, ...why });
  await expect(pool().query(`UPDATE alias_move SET reason = 'forged'`)).rejects.toThrow(/never changed/);
});
