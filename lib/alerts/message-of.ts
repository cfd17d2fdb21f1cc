/** What a message about alerts says, to people and to programs. */
import type { Severity } from '../notifications/schemas.ts';
import type { PlannedMessage } from './plan-messages.ts';
import type { ToldAlert } from './tell-store.ts';

/** Alerts that a message names one by one; the others are counted. */
const named = 10;

const order: readonly Severity[] = ['info', 'warning', 'critical'];

export function worstSeverity(alerts: readonly { severity: string }[]): Severity {
  return [...order].reverse().find((one) => alerts.some(({ severity }) => severity === one)) ?? 'warning';
}

export interface Message {
  severity: Severity;
  title: string;
  text: string;
  link: string;
  data: {
    thread: string;
    status: 'firing' | 'resolved';
    repeated: boolean;
    count: number;
    alerts: AlertData[];
  };
}

type AlertData = Record<string, string | number | null | Record<string, string>>;

export function messageOf(
  kind: PlannedMessage['kind'],
  threadId: string,
  alerts: readonly ToldAlert[],
): Message {
  const [first] = alerts;
  if (first === undefined) throw new Error('A message is about an alert at least.');
  return {
    severity: worstSeverity(alerts),
    title: titleOf(kind, alerts, first).slice(0, 200),
    text: textOf(alerts).slice(0, 4000),
    link: alerts.length === 1 ? linkOf(first) : '/alerts',
    data: {
      thread: threadId,
      status: kind === 'resolved' ? 'resolved' : 'firing',
      repeated: kind === 'repeated',
      count: alerts.length,
      alerts: alerts.slice(0, named).map(dataOf),
    },
  };
}

export function linkOf({ id }: { id: string }): string {
  return `/alerts?alert=${id}`;
}

function titleOf(kind: PlannedMessage['kind'], alerts: readonly ToldAlert[], first: ToldAlert): string {
  const verb = kind === 'firing' ? '' : kind === 'repeated' ? 'Still: ' : 'Resolved: ';
  const rules = new Set(alerts.map(({ rule }) => rule));
  const endpoints = new Set(alerts.map(({ endpoint }) => endpoint));
  const [endpoint] = endpoints;
  const where = endpoints.size === 1 && endpoint ? ` at ${endpoint}` : '';
  if (alerts.length === 1) return `${verb}${first.rule}${where}`;
  if (rules.size === 1) return `${verb}${first.rule}: ${alerts.length} alerts${where}`;
  return `${verb}${alerts.length} alerts of ${rules.size} rules${where}`;
}

function textOf(alerts: readonly ToldAlert[]): string {
  const lines = alerts.slice(0, named).map((alert) => {
    const what = alerts.length === 1 ? alert.summary : `${alert.rule}: ${alert.summary}`;
    return alert.runbook === '' ? what : `${what}\nRunbook: ${alert.runbook}`;
  });
  const more = alerts.length - named;
  return [...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n').trim() || 'No details.';
}

function dataOf(alert: ToldAlert): AlertData {
  const { id, rule, severity, endpoint, group, cause, value, summary, labels, runbook } = alert;
  return {
    ...{ id, rule, severity, endpoint, group, cause, value, summary, runbook },
    labels: { ...labels },
    firedAt: alert.firedAt.toISOString(),
    resolvedAt: alert.resolvedAt?.toISOString() ?? null,
    link: linkOf(alert),
  };
}
