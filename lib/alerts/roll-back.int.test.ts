/** What an alert may roll back, whose right that takes, and that it is done once. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { addRule, errorRule, type FakeGroup, fakeSources, makeDue } from '../../e2e/support/alert-rules.ts';
import { userCaller } from '../../e2e/support/callers.ts';
import { change, entity, newEndpoint, pinned } from '../../e2e/support/endpoints.ts';
import { systemCaller } from '../access/index.ts';
import { savePolicies } from '../approvals/index.ts';
import { listChanges } from '../changes/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { getEndpoint } from '../serving/index.ts';
import { evaluateDue } from './evaluate-due.ts';
import { activeAlerts, getAlert } from './index.ts';
import type { RuleDocument } from './rule-schemas.ts';
import { runActions } from './run-actions.ts';
import { tellAlerts } from './tell-alerts.ts';

const tester = systemCaller('test');
const at = (endpoint: string, role: 'data-scientist' | 'mlops-engineer' = 'data-scientist') =>
  userCaller(role, { scope: { kind: 'endpoint', name: endpoint } });

beforeEach(async () => {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  await pool().query('TRUNCATE alert_rule, alert, alert_thread, notification, change_request CASCADE');
});
afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

async function fire(groups: readonly FakeGroup[]): Promise<string[]> {
  await makeDue();
  await evaluateDue({ sources: fakeSources(() => [...groups]) });
  return tellAlerts();
}

describe('a roll-back', () => {
  const rollingBack = (endpoint: string): RuleDocument =>
    errorRule(
      {
        groupBy: 'version',
        action: { kind: 'rollback', releasedWithinSeconds: 86_400, cooldownSeconds: 3600 },
      },
      endpoint,
    );
  const bad = (model: string, version: number): FakeGroup[] => [
    { key: `${model} v${version}`, value: 1, labels: { model, version: String(version) } },
  ];

  test('takes the permission to change the endpoint', async () => {
    const name = await newEndpoint();
    await expect(addRule('Back', rollingBack(name), at(name))).rejects.toMatchObject({ code: 'forbidden' });
    await addRule('Back', rollingBack(name), at(name, 'mlops-engineer'));
    const everywhere = errorRule({ action: rollingBack(name).action });
    await expect(addRule('All', everywhere)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('leaves alone what was not released last', async () => {
    const name = await newEndpoint();
    await change(name, 1, {
      servedEntities: [entity('a', pinned(name, 1), 50), entity('b', pinned(name, 2), 50)],
    });
    await addRule('Back', rollingBack(name));
    await fire(bad(name, 1));
    await runActions();
    expect((await getEndpoint(tester, name)).config).toBe(2);
    const [alert] = await activeAlerts(tester);
    expect((await getAlert(tester, alert?.id ?? '')).action).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('before the last release'),
    });
  });

  test('killed between doing and noting it, it is not done again', async () => {
    const name = await newEndpoint();
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 2), 100)] });
    await addRule('Back', rollingBack(name));
    await fire(bad(name, 2));
    await runActions();
    expect((await getEndpoint(tester, name)).config).toBe(3);
    // As if whoever did it had died before saying so.
    await pool().query(
      `UPDATE alert SET action_state = 'running', action_lease = now() - interval '1 second',
         action = action - 'message' || '{"plan": {"to": 1, "expectedConfig": 2}}'`,
    );
    await runActions();
    expect((await getEndpoint(tester, name)).config).toBe(3);
    expect(await prisma().alert.findFirst()).toMatchObject({ actionState: 'done' });
  });

  test('is proposed where a change takes a second person, in the name of who set it up', async () => {
    const person = await addAccount('mlops-engineer');
    const author = userCaller('mlops-engineer', { id: person.id, name: 'Anna' });
    const name = await newEndpoint();
    await change(name, 1, { servedEntities: [entity('main', pinned(name, 2), 100)] });
    await savePolicies(tester, [{ environment: 'production', required: true, rollbackAtOnce: false }]);
    try {
      await addRule('Back', rollingBack(name), author);
      await fire(bad(name, 2));
      await runActions();
      expect((await getEndpoint(tester, name)).config).toBe(2);
      const { items } = await listChanges(userCaller('owner'), { state: 'open', page: 1, pageSize: 10 });
      expect(items).toMatchObject([
        {
          kind: 'endpoint.rollback',
          requestedBy: { id: person.id, name: 'Alert rule "Back", set up by Anna' },
        },
      ]);
      expect(await prisma().alert.findFirst()).toMatchObject({ actionState: 'proposed' });
    } finally {
      await savePolicies(tester, [{ environment: 'production', required: false, rollbackAtOnce: true }]);
    }
  });
});
