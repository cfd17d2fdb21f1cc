import { expect, test } from 'vitest';
import { type RuleInput, ruleDocumentSchema } from '#lib/alerts/schemas.ts';
import { checkedRule, labelProblems, labelsOf, problemWords } from './problems.ts';

const draft: RuleInput = {
  name: 'Slow burn',
  enabled: true,
  document: ruleDocumentSchema.parse({ signal: { kind: 'burn_rate', objective: null } }),
};

test('labels are checked as they are typed: name, twice, taken, too long', () => {
  const rows = [
    { name: 'team', value: 'search' },
    { name: 'team ', value: 'other' },
    { name: '', value: 'nameless' },
    { name: '1st', value: '' },
    { name: 'endpoint', value: 'guide' },
    { name: 'long', value: 'x'.repeat(201) },
    { name: ' ', value: '' },
  ];
  const problems = labelProblems(rows);
  expect(Object.keys(problems)).toEqual([
    'labels.1.name',
    'labels.2.name',
    'labels.3.name',
    'labels.4.name',
    'labels.5.value',
  ]);
  expect(problems['labels.1.name']).toBe('There is a label "team" already.');
  expect(problems['labels.4.name']).toContain('set by what fires');
  expect(checkedRule(draft, rows)).toMatchObject({ input: null });
});

test('what is right is saved with its labels, and empty rows are none', () => {
  const rows = [
    { name: ' team ', value: ' search ' },
    { name: '', value: '' },
  ];
  expect(labelsOf(rows)).toEqual({ team: 'search' });
  const { input, problems } = checkedRule(draft, rows);
  expect(problems).toBeNull();
  expect(input?.document.labels).toEqual({ team: 'search' });
});

test('every field that is wrong says so, and the form names them', () => {
  const windows = [{ burn: 0, longSeconds: 3600, shortSeconds: 7200 }];
  const document = {
    ...draft.document,
    runbook: 'wiki/slow',
    signal: { kind: 'burn_rate', objective: null, windows } as const,
  };
  const { problems } = checkedRule({ ...draft, name: '', document }, []);
  expect(problems).toMatchObject({
    name: 'Give the rule a name.',
    'document.runbook': 'Enter an address that starts with https://.',
    'document.signal.windows.0.burn': 'Burn faster than 0×.',
  });
  expect(problemWords(problems ?? {})).toContain('Name: Give the rule a name.');
  const later = [{ burn: 2, longSeconds: 3600, shortSeconds: 7200 }];
  const second = checkedRule(
    { ...draft, document: { ...draft.document, signal: { ...document.signal, windows: later } } },
    [],
  );
  expect(second.problems).toEqual({
    'document.signal.windows.0.shortSeconds': 'The short window must be shorter than the long one.',
  });
});
