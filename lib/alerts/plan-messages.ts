/** Who is told what, now: grouping, silences, mute times, repetitions and storms. Pure. */
import { createHash } from 'node:crypto';
import { type Silenceable, silenceMatches } from './match-silence.ts';
import { isMuted } from './mute-times.ts';
import type { RuleDocument } from './rule-schemas.ts';
import type { SilenceMatchers } from './silence-schemas.ts';

export interface Tellable extends Silenceable {
  id: string;
  resolved: boolean;
  acknowledged: boolean;
  told: 'no' | 'firing';
  toldAt: Date | null;
  threadId: string | null;
  /** How its rule tells; null for what watches the evaluation itself. */
  telling: Pick<RuleDocument, 'notify' | 'mutes' | 'repeatSeconds' | 'groupSeconds'>;
}

export interface OpenThread {
  id: string;
  key: string;
  lastMessageAt: Date | null;
}

export interface PlannedMessage {
  /** Of the conversation that is open, or null to begin one under `key`. */
  threadId: string | null;
  key: string;
  kind: 'firing' | 'repeated' | 'resolved';
  alerts: Tellable[];
}

export interface Plan {
  messages: PlannedMessage[];
  /** Over before anybody was told: nobody will be. */
  dropped: string[];
}

export interface PlanInput {
  alerts: readonly Tellable[];
  silences: readonly SilenceMatchers[];
  threads: readonly OpenThread[];
  now: Date;
  /** Messages sent in the last five minutes. */
  recentMessages: number;
}

/** Conversations told within five minutes; what goes beyond is one message that counts. */
export const stormLimit = 20;

export function planMessages({ alerts, silences, threads, now, recentMessages }: PlanInput): Plan {
  const dropped = alerts.filter(({ resolved, told }) => resolved && told === 'no').map(({ id }) => id);
  const wanted = alerts.flatMap((alert): { alert: Tellable; kind: PlannedMessage['kind'] }[] => {
    const kind = kindOf(alert, now);
    const silent = kind !== 'resolved' && isQuiet(alert, silences, now);
    return kind === null || silent ? [] : [{ alert, kind }];
  });
  const planned = new Map<string, PlannedMessage>();
  for (const { alert, kind } of wanted) {
    const thread = threadOf(alert, threads);
    if (thread !== undefined && isHeld(thread, alert, now)) continue;
    const key = thread?.key ?? keyOf(alert);
    const message = planned.get(`${key} ${kind}`) ?? { threadId: thread?.id ?? null, key, kind, alerts: [] };
    message.alerts.push(alert);
    planned.set(`${key} ${kind}`, message);
  }
  const messages = withinLimit([...planned.values()], threads, { now, recentMessages });
  return { messages, dropped };
}

function kindOf(alert: Tellable, now: Date): PlannedMessage['kind'] | null {
  if (alert.resolved) return alert.told === 'firing' ? 'resolved' : null;
  if (alert.told === 'no') return 'firing';
  const { repeatSeconds } = alert.telling;
  if (alert.acknowledged || repeatSeconds === 0 || alert.toldAt === null) return null;
  return now.getTime() - alert.toldAt.getTime() >= repeatSeconds * 1000 ? 'repeated' : null;
}

/** What was told to fire is told to be over whatever is silent: nobody is left waiting. */
function isQuiet(alert: Tellable, silences: readonly SilenceMatchers[], now: Date): boolean {
  return silences.some((matchers) => silenceMatches(matchers, alert)) || isMuted(alert.telling.mutes, now);
}

/** The conversation the alert is in, or the open one it joins. */
function threadOf(alert: Tellable, threads: readonly OpenThread[]): OpenThread | undefined {
  if (alert.threadId !== null) return threads.find(({ id }) => id === alert.threadId);
  return threads.find(({ key }) => key === keyOf(alert));
}

function isHeld(thread: OpenThread, { telling }: Tellable, now: Date): boolean {
  return wasToldWithin(thread, telling.groupSeconds * 1000, now);
}

function wasToldWithin({ lastMessageAt }: OpenThread, milliseconds: number, now: Date): boolean {
  return lastMessageAt !== null && now.getTime() - lastMessageAt.getTime() < milliseconds;
}

/** Alerts of one endpoint, or else of one rule, that go to the same receivers. */
function keyOf(alert: Tellable): string {
  return `${alert.endpoint ?? alert.ruleId ?? 'evaluation'} ${receiversOf(alert)}`;
}

function receiversOf({ telling: { notify } }: Tellable): string {
  const parts = [notify.subscribers, [...notify.channels].sort(), [...notify.people].sort()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** One message that counts follows another no sooner, whatever the rules say of grouping. */
const countedEveryMs = 60_000;

/**
 * In a storm, the most severe is told by itself, and what goes beyond the limit is one message for each set of receivers,
 * whatever it is about. Reminders wait until it is over: moved into that message, their own conversation would never hear of
 * the end. What is over ends its own conversation; of those there are no more than were begun.
 */
function withinLimit(
  messages: readonly PlannedMessage[],
  threads: readonly OpenThread[],
  { now, recentMessages }: Pick<PlanInput, 'now' | 'recentMessages'>,
): PlannedMessage[] {
  const room = Math.max(0, stormLimit - recentMessages);
  const over = messages.filter(({ kind }) => kind === 'resolved');
  const said = messages.filter(({ kind }) => kind !== 'resolved').sort((a, b) => urgency(b) - urgency(a));
  const merged = new Map<string, PlannedMessage>();
  for (const { kind, alerts } of said.slice(room)) {
    if (kind === 'repeated') continue;
    for (const alert of alerts) {
      const key = `many ${receiversOf(alert)}`;
      const thread = threads.find((one) => one.key === key);
      if (thread !== undefined && wasToldWithin(thread, countedEveryMs, now)) continue;
      const message = merged.get(key) ?? { threadId: thread?.id ?? null, key, kind, alerts: [] };
      message.alerts.push(alert);
      merged.set(key, message);
    }
  }
  return [...over, ...said.slice(0, room), ...merged.values()];
}

/** What is new before what was told already; of that, the most severe first. */
function urgency({ kind, alerts }: PlannedMessage): number {
  const severities = ['info', 'warning', 'critical'];
  const worst = Math.max(...alerts.map(({ severity }) => severities.indexOf(severity)));
  return worst + (kind === 'firing' ? severities.length : 0);
}
