/** Who sees and changes checks. */
import '../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { admin } from '../../e2e/support/registry.ts';
import { modelOf, plainChain } from '../../e2e/support/traffic.ts';
import { newId } from '../platform/ids.ts';
import {
  checkStates,
  createCheck,
  deleteCheck,
  getCheckHistory,
  noteIncident,
  runCheckNow,
  updateCheck,
} from './index.ts';
import { historyQuerySchema } from './schemas.ts';
import { asks, body, database, listFor, never, watchForTests } from './test-checks.ts';

const watched = watchForTests();

describe('who may', () => {
  test('somebody at another endpoint sees nothing and changes nothing', async () => {
    const { id } = await createCheck(admin, asks(watched.endpoint));
    const stranger = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: watched.hanging } });
    expect(await listFor(stranger)).toMatchObject({
      items: [],
      total: 0,
      counts: { up: 0, down: 0, unknown: 0 },
    });
    expect(await checkStates(stranger)).toEqual([]);
    for (const tried of [
      () => getCheckHistory(stranger, id, historyQuerySchema.parse({})),
      () => runCheckNow(stranger, id, never),
      () => deleteCheck(stranger, id),
      () => updateCheck(stranger, id, asks(watched.endpoint), null),
      () => noteIncident(stranger, id, newId(), ''),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(createCheck(stranger, asks(watched.endpoint))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createCheck(stranger, database())).rejects.toMatchObject({ code: 'forbidden' });
    const own = await createCheck(stranger, asks(watched.hanging));
    await expect(updateCheck(stranger, own.id, asks(watched.endpoint), null)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      createCheck(stranger, body({ kind: 'question', endpoint: 'no-such', question: 'Hm?' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('who reads dashboards sees, and does not change', async () => {
    const { id } = await createCheck(admin, asks(watched.endpoint));
    const stakeholder = userCaller('stakeholder');
    expect((await listFor(stakeholder)).items.map((check) => check.id)).toEqual([id]);
    await expect(runCheckNow(stakeholder, id, never)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listFor(userCaller('end-user'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a version of a model out of reach cannot be asked', async () => {
    const model = await modelOf(plainChain('gpt'));
    const engineer = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: watched.endpoint } });
    const definition = {
      kind: 'question',
      endpoint: watched.endpoint,
      question: 'Hm?',
      version: { model, version: 1 },
    } as const;
    await expect(createCheck(engineer, body(definition))).rejects.toMatchObject({ code: 'forbidden' });
  });
});
