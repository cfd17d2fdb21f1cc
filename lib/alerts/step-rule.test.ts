/** Groups of one rule from evaluation to evaluation. */
import { expect, test } from 'vitest';
import { errorRule } from '../../e2e/support/alert-rules.ts';
import type { RuleDocument } from './rule-schemas.ts';
import { type Instance, mostInstances, type Outcome, stepRule, tellingValue } from './step-rule.ts';
import type { GroupReading } from './verdict.ts';

const group = (key: string, wrong: boolean | null, value: number | null = wrong ? 1 : 0): GroupReading => ({
  key,
  labels: { version: key },
  value,
  count: 100,
  wrong,
  threshold: 0.5,
});
const read = (groups: GroupReading[], more = false): Outcome => ({ kind: 'read', groups, more });

function play(document: RuleDocument, outcomes: readonly Outcome[], everyMs = 60_000) {
  let instances: Instance[] = [];
  return outcomes.map((outcome, index) => {
    const step = stepRule(document, instances, outcome, index * everyMs);
    instances = step.instances;
    return {
      opened: step.opened.map(({ groupKey }) => groupKey),
      ended: step.changed.filter(({ state }) => state === 'resolved').length,
      gone: step.gone,
    };
  });
}

test('a group that was left out because there are too many has not vanished', () => {
  const document = errorRule({ groupBy: 'version', noData: 'ok' });
  const [, cut, vanished] = play(document, [
    read([group('1', true)]),
    read([group('2', false)], true),
    read([group('2', false)]),
  ]);
  expect(cut).toEqual({ opened: [], ended: 0, gone: [] });
  expect(vanished?.ended).toBe(1);
});

test('what was inactive and is not seen for a day is forgotten', () => {
  const document = errorRule({ groupBy: 'version' });
  const hour = 3_600_000;
  const outcomes = Array.from({ length: 27 }, (_, index) =>
    read(index === 0 ? [group('1', false), group('2', false)] : [group('2', false)]),
  );
  const gone = play(document, outcomes, hour).flatMap((step) => step.gone);
  expect(gone).toEqual(['1']);
});

test('what was kept as it was ends when nothing is measured of it for ten days', () => {
  const document = errorRule({ groupBy: 'version', noData: 'keep' });
  const day = 86_400_000;
  const outcomes = Array.from({ length: 13 }, (_, index) =>
    read(index === 0 ? [group('1', true), group('2', false)] : [group('2', false)], index % 2 === 0),
  );
  const steps = play(document, outcomes, day);
  expect(steps[0]?.opened).toEqual(['1']);
  expect(steps.map(({ ended }) => ended)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  expect(steps[11]?.gone).toEqual(['1']);
});

test('where there are too many groups, what fails is watched before what was there yesterday', () => {
  const document = errorRule({ groupBy: 'version' });
  const many = (from: number, wrong: boolean) =>
    Array.from({ length: mostInstances }, (_, index) => group(String(from + index), wrong));
  const first = stepRule(document, [], read(many(0, false)), 0);
  const open = stepRule(document, first.instances, read([group('7', true)]), 1000);
  const failing = [...many(mostInstances, false), group('bad', true)];
  const next = stepRule(document, open.instances, read(failing), 2000);
  expect(next.opened.map(({ groupKey }) => groupKey)).toEqual(['bad']);
  expect(next.instances.length).toBeLessThanOrEqual(mostInstances);
  expect(next.instances.map(({ key }) => key)).toContain('7');
  expect(
    next.gone.length + next.instances.length,
    'none is left behind in the database',
  ).toBeGreaterThanOrEqual(2 * mostInstances - 1);
});

test('labels of the rule and of the group are the alert’s; no rule says of which endpoint or version it is', () => {
  const labels = { team: 'search', version: 'any', endpoint: 'somebody-elses' };
  const document = errorRule({ groupBy: 'version', labels });
  const [opened] = stepRule(document, [], read([group('2', true)]), 0).opened;
  expect(opened?.labels).toEqual({ team: 'search', version: '2' });
  expect(opened?.summary).toBe('Error rate of 2 is 100 % (limit 50 %) over 5 min, from 100 measured.');
});

test('the small chart follows the group that is worst off', () => {
  const document = errorRule({ groupBy: 'version' });
  const groups = [group('1', false, 0.1), group('2', true, 0.7), group('3', true, 0.9)];
  expect(tellingValue(groups, document)).toBe(0.9);
  expect(tellingValue([group('1', null, null)], document)).toBeNull();
  expect(
    tellingValue([group('1', null, 1), group('2', false, 0.2)], document),
    'too little is not shown',
  ).toBe(0.2);
  if (document.signal.kind !== 'metric') throw new Error('It is about a metric.');
  const low = {
    ...document,
    signal: { ...document.signal, condition: { kind: 'below', threshold: 0.5 } as const },
  };
  expect(tellingValue([group('1', false, 0.9), group('2', false, 0.6)], low)).toBe(0.6);
  expect(tellingValue([group('1', true, 0.3), group('2', true, 0.1)], low)).toBe(0.1);
});
