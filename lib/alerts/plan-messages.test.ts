import { expect, test } from 'vitest';
import { type OpenThread, type PlanInput, planMessages, stormLimit, type Tellable } from './plan-messages.ts';

const now = new Date('2026-11-02T10:00:00Z');

function alert(id: string, more: Partial<Tellable> = {}): Tellable {
  return {
    ...{ id, ruleId: 'r', endpoint: id, severity: 'info', labels: {}, resolved: false, acknowledged: false },
    ...{ told: 'no', toldAt: null, threadId: null },
    telling: {
      notify: { subscribers: true, channels: [], people: [] },
      ...{ mutes: [], repeatSeconds: 3600, groupSeconds: 0 },
    },
    ...more,
  };
}

function plan(alerts: Tellable[], more: Partial<PlanInput> = {}) {
  return planMessages({ alerts, silences: [], threads: [], now, recentMessages: 0, ...more }).messages;
}

const storm = Array.from({ length: 2 * stormLimit }, (_, index) => alert(`e${index}`));
const told = { told: 'firing', toldAt: new Date(now.getTime() - 7_200_000) } as const;

test('in a storm the most severe is told by itself, however late it came', () => {
  const messages = plan([...storm, alert('worst', { severity: 'critical' })]);
  expect(messages).toHaveLength(stormLimit + 1);
  expect(messages[0]?.alerts.map(({ id }) => id)).toEqual(['worst']);
  expect(messages.at(-1)?.alerts).toHaveLength(stormLimit + 1);
});

test('in a storm reminders wait, and stay in the conversation they belong to', () => {
  const thread: OpenThread = { id: 't', key: 'k', lastMessageAt: told.toldAt };
  const old = alert('old', { ...told, threadId: 't' });
  const stormy = plan([old, ...storm], { threads: [thread] });
  expect(stormy.flatMap(({ alerts }) => alerts).map(({ id }) => id)).not.toContain('old');
  expect(plan([old], { threads: [thread] })).toMatchObject([{ kind: 'repeated', threadId: 't' }]);
  const over = plan([{ ...old, resolved: true }, ...storm], { threads: [thread] });
  expect(over[0]).toMatchObject({ kind: 'resolved', threadId: 't' });
});

test('what goes beyond is counted in one conversation, no more often than once a minute', () => {
  const first = plan(storm);
  const key = first.at(-1)?.key ?? '';
  expect(key).toMatch(/^many /);
  const threads = (secondsAgo: number): OpenThread[] => [
    { id: 'm', key, lastMessageAt: new Date(now.getTime() - secondsAgo * 1000) },
  ];
  expect(plan(storm, { threads: threads(59), recentMessages: stormLimit })).toEqual([]);
  const next = plan(storm, { threads: threads(60), recentMessages: stormLimit });
  expect(next).toMatchObject([{ threadId: 'm', kind: 'firing' }]);
  expect(next[0]?.alerts).toHaveLength(storm.length);
});
