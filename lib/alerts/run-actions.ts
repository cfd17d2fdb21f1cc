import { systemCaller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { log } from '../platform/log.ts';
import { actedLately, claimAction, type DueAction, endAction, type Tx, transaction } from './action-store.ts';
import { insertEvents } from './evaluation-store.ts';
import { type ActionResult, failureOf, rollBackEndpoint } from './roll-back-endpoint.ts';
import type { Action } from './rule-schemas.ts';
import { databaseNow } from './tell-store.ts';

/** More than that wait for the next look. */
const most = 10;

/** Does what alerts ask for when they fire: each once, also when two processes look and when one dies in between. */
export async function runActions(): Promise<void> {
  for (let done = 0; done < most; done++) {
    const due = await claimAction();
    if (due === null) return;
    const result = await act(due);
    await transaction((tx) => finish(tx, due, result));
  }
}

async function act(due: DueAction): Promise<ActionResult> {
  try {
    if (await actedLately(due)) {
      return {
        state: 'skipped',
        message: 'The same was done a short while ago; it is not done again so soon.',
      };
    }
    switch (due.action.kind) {
      case 'none':
        return { state: 'skipped', message: 'There is nothing to do.' };
      case 'rollback':
        return await rollBackEndpoint(due, due.action);
      case 'webhook':
        return { state: 'done', message: 'The webhook was asked for retraining.' };
    }
  } catch (error) {
    const expected = failureOf(error);
    if (expected === null) log.error('the action of an alert failed', { alert: due.alertId, error });
    return (
      expected ?? {
        state: 'failed',
        message: 'Something unexpected went wrong; the log of the worker has it.',
      }
    );
  }
}

async function finish(tx: Tx, due: DueAction, { state, message }: ActionResult): Promise<void> {
  await endAction(tx, due, state, message);
  await insertEvents(tx, [
    { alertId: due.alertId, at: await databaseNow(tx), kind: 'action', text: message },
  ]);
  await recordAudit(tx, systemCaller(`Alert rule "${due.ruleName}"`), {
    action: 'alert.acted',
    subject: { kind: 'alert', id: due.alertId, name: due.ruleName },
    after: { action: due.action.kind, state, message },
  });
  if (due.action.kind === 'webhook' && state === 'done') await askWebhook(tx, due, due.action);
}

/** Through the outbox: signed, retried, and gone if this transaction is. */
async function askWebhook(
  tx: Tx,
  due: DueAction,
  { channelId }: Extract<Action, { kind: 'webhook' }>,
): Promise<void> {
  await notify(tx, {
    topic: 'alert.action',
    title: `Retraining asked for by "${due.ruleName}"`.slice(0, 200),
    text: due.summary === '' ? due.ruleName : due.summary,
    link: `/alerts?alert=${due.alertId}`,
    data: {
      alert: due.alertId,
      rule: due.ruleName,
      endpoint: due.endpoint,
      labels: due.labels,
      startedAt: due.startedAt.toISOString(),
      firedAt: due.firedAt.toISOString(),
    },
    dedupeKey: `action:${due.alertId}`,
    to: { subscribers: false, channels: [channelId] },
  });
}
