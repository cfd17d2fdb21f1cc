import { expect, it } from 'vitest';
import type { Verdict } from './drift-schemas.ts';
import { driftSince } from './drift-since.ts';

const signs: Record<string, Verdict> = { d: 'drift', m: 'missing', s: 'steady', '-': 'too-few' };
const windows = (line: string) =>
  [...line].map((sign, i) => ({ at: String(i), verdict: signs[sign] ?? 'steady' }));

it.each([
  ['', null],
  ['s', null],
  ['d', '0'],
  ['ds', null],
  ['sdd', '1'],
  ['dsd', '2'],
  ['sd-d', '1'],
  ['s-d', '2'],
  ['d-', null],
  ['smd', '1'],
])('%s drifts since %s', (line, since) => {
  expect(driftSince(windows(line))).toBe(since);
});
