import type { RegisteredVersion } from '#lib/registry/schemas.ts';

const longest = 160;

/** What to know of a version just registered: its notices, what it equals, and what it answered. */
export function registrationNotes({
  notices,
  unchangedFrom,
  dryRun,
}: Pick<RegisteredVersion, 'notices' | 'unchangedFrom' | 'dryRun'>): string[] {
  return [
    ...(unchangedFrom === null ? [] : [`It does the same as version ${unchangedFrom}.`]),
    ...notices,
    ...dryRunNote(dryRun),
  ];
}

function dryRunNote({ status, question, answer, message }: RegisteredVersion['dryRun']): string[] {
  if (status !== 'passed') return message === '' ? [] : [message];
  if (answer === '') return [];
  const shown = answer.length <= longest ? answer : `${answer.slice(0, longest).trimEnd()}…`;
  return [`Asked “${question}”, it answered: ${shown}`];
}
