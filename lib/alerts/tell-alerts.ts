import { notify } from '../notifications/index.ts';
import { insertEvents } from './evaluation-store.ts';
import { messageOf } from './message-of.ts';
import { type PlannedMessage, planMessages } from './plan-messages.ts';
import {
  activeSilences,
  addressesOf,
  closeThread,
  countRecentThreads,
  databaseNow,
  lockTelling,
  markTold,
  noteMessage,
  openThread,
  openThreads,
  type ToldAlert,
  type Tx,
  transaction,
  untoldAlerts,
} from './tell-store.ts';

/**
 * Tells what is to be told: what each alert's receivers know is kept with the alert and changes in the transaction that puts
 * the message into the outbox. So each change is told once, whoever dies when. Gives the ids of the notifications; none
 * while another process tells. `at` stands for the database's clock in tests.
 */
export async function tellAlerts(at: Date | null = null): Promise<string[]> {
  return transaction(async (tx) => {
    if (!(await lockTelling(tx))) return [];
    const now = at ?? (await databaseNow(tx));
    const alerts = await untoldAlerts(tx, now);
    if (alerts.length === 0) return [];
    const threads = await openThreads(tx);
    const [silences, recentMessages] = [await activeSilences(tx, now), await countRecentThreads(tx, now)];
    const { messages, dropped } = planMessages({ alerts, silences, threads, now, recentMessages });
    await markTold(tx, dropped, { told: 'resolved', at: null });
    const known = new Map(alerts.map((alert) => [alert.id, alert]));
    const begun = new Map<string, string>();
    const sent: string[] = [];
    for (const message of messages) {
      const about = message.alerts.flatMap(({ id }) => known.get(id) ?? []);
      const threadId = message.threadId ?? begun.get(message.key) ?? (await openThread(tx, message.key, now));
      begun.set(message.key, threadId);
      const id = await tell(tx, message.kind, threadId, about, now);
      if (id !== null) sent.push(id);
    }
    return sent;
  });
}

async function tell(
  tx: Tx,
  kind: PlannedMessage['kind'],
  threadId: string,
  alerts: readonly ToldAlert[],
  now: Date,
): Promise<string | null> {
  const ids = alerts.map(({ id }) => id);
  const told = kind === 'resolved' ? 'resolved' : 'firing';
  await markTold(tx, ids, { told, at: now, threadId });
  await noteMessage(tx, threadId, now);
  const ended = kind === 'resolved' && (await closeThread(tx, threadId, now));
  const { data, ...message } = messageOf(kind, threadId, alerts);
  const [first] = alerts;
  const { subscribers, channels, people } = first?.telling.notify ?? {
    subscribers: true,
    channels: [],
    people: [],
  };
  await insertEvents(
    tx,
    ids.map((alertId) => ({ alertId, at: now, kind: 'told', text: saidOf(kind) })),
  );
  return notify(tx, {
    ...message,
    topic: kind === 'resolved' ? 'alert.resolved' : 'alert.firing',
    data: { ...data, ended },
    dedupeKey: `${threadId}:${kind}:${now.getTime()}`,
    to: { subscribers, channels, emails: await addressesOf(tx, people) },
    ...(people.length > 0 && { notice: { userIds: people, days: 7 } }),
  });
}

function saidOf(kind: PlannedMessage['kind']): string {
  if (kind === 'firing') return 'Receivers were told.';
  return kind === 'repeated' ? 'Receivers were reminded.' : 'Receivers were told that it is over.';
}
