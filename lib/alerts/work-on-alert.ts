import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { notFound } from '../platform/errors.ts';
import type { AlertDetail } from './alert-schemas.ts';
import {
  type AlertRow,
  changeAlert,
  documentAt,
  findAlert,
  findPerson,
  lockAlert,
  prisma,
  type Tx,
  transaction,
  type WorkOnAlert,
} from './alert-store.ts';
import { insertEvents } from './evaluation-store.ts';
import { getAlert } from './get-alert.ts';
import { linkOf } from './message-of.ts';
import { requireAlert } from './require-alert.ts';
import { ruleDocumentSchema } from './rule-schemas.ts';
import { databaseNow } from './tell-store.ts';

/** Says that somebody takes care of it: it is not repeated any more. Doing so twice changes nothing. */
export function acknowledgeAlert(caller: Caller, id: string): Promise<AlertDetail> {
  return work(caller, id, async (tx, row, at) => {
    if (row.acknowledgedAt !== null) return null;
    await tellAcknowledged(tx, caller, row);
    return {
      change: { acknowledged: { id: userIdOf(caller), name: caller.name, at } },
      event: { kind: 'acknowledged', text: 'Takes care of it.' },
      action: 'alert.acknowledged',
    };
  });
}

/** Takes the acknowledgement back: it is repeated again. */
export function unacknowledgeAlert(caller: Caller, id: string): Promise<AlertDetail> {
  return work(caller, id, async (_tx, row) => {
    if (row.acknowledgedAt === null) return null;
    return {
      change: { acknowledged: null },
      event: { kind: 'unacknowledged', text: 'Nobody takes care of it any more.' },
      action: 'alert.unacknowledged',
    };
  });
}

/** Gives it to somebody, or with null to nobody. */
export async function assignAlert(caller: Caller, id: string, userId: string | null): Promise<AlertDetail> {
  assertMay(caller, 'alerts.acknowledge');
  const person = userId === null ? null : await findPerson(userId);
  if (userId !== null && person === null) throw notFound('This person');
  return work(caller, id, async (_tx, row) => {
    if (row.assigneeId === userId) return null;
    return {
      change: { assignee: person },
      event: { kind: 'assigned', text: assignedWords(caller, userId) },
      action: 'alert.assigned',
      after: { assigneeId: userId },
    };
  });
}

/** Names nobody: names stay in columns of their own, where an erasure finds them. */
function assignedWords(caller: Caller, userId: string | null): string {
  if (userId === null) return 'Assigned to nobody.';
  return userId === userIdOf(caller) ? 'Took it on.' : 'Assigned it to somebody else.';
}

export function noteAlert(caller: Caller, id: string, text: string): Promise<AlertDetail> {
  return work(caller, id, async () => ({ event: { kind: 'note', text }, action: 'alert.noted' }));
}

interface Work {
  change?: WorkOnAlert;
  event: { kind: string; text: string };
  action: string;
  after?: { assigneeId: string | null };
}

async function work(
  caller: Caller,
  id: string,
  decide: (tx: Tx, row: AlertRow, at: Date) => Promise<Work | null>,
): Promise<AlertDetail> {
  assertMay(caller, 'alerts.acknowledge');
  await requireAlert(caller, await findAlert(prisma(), id), 'alerts.acknowledge');
  await transaction(async (tx) => {
    const row = await lockAlert(tx, id);
    if (row === null) throw notFound('This alert');
    const at = await databaseNow(tx);
    const done = await decide(tx, row, at);
    if (done === null) return;
    if (done.change !== undefined) await changeAlert(tx, id, done.change);
    const actor = { actorId: userIdOf(caller), actorName: caller.name };
    await insertEvents(tx, [{ alertId: id, at, ...done.event, ...actor }]);
    await recordAudit(tx, caller, {
      action: done.action,
      subject: { kind: 'alert', id, name: row.ruleName },
      ...(done.after !== undefined && { after: done.after }),
    });
  });
  return getAlert(caller, id);
}

/** Receivers that keep incidents of their own hear of it under the same conversation. */
async function tellAcknowledged(tx: Tx, caller: Caller, row: AlertRow): Promise<void> {
  if (row.threadId === null || row.resolvedAt !== null) return;
  const parsed = ruleDocumentSchema.safeParse(await documentAt(row.ruleId, row.ruleRevision));
  const { subscribers, channels } = parsed.success
    ? parsed.data.notify
    : { subscribers: true, channels: [] as string[] };
  await notify(tx, {
    topic: 'alert.acknowledged',
    title: `Acknowledged: ${row.ruleName}`.slice(0, 200),
    text: `${caller.name} takes care of it: ${row.summary || row.ruleName}`.slice(0, 4000),
    link: linkOf(row),
    data: { thread: row.threadId, status: 'acknowledged', alert: row.id },
    to: { subscribers, channels: [...channels] },
  });
}
