/** A caller to whom every kind of limit applies, and the limits: wide, so that admission is measured and not refusal. */
import { type RateSubjectKind, rateUnits, rateWindows, type SaveRate } from '../../lib/limits/schemas.ts';

export const asker = {
  endpoint: 'bench-endpoint',
  userId: '0197c0de-0000-7000-8000-000000000001',
  teams: ['0197c0de-0000-7000-8000-000000000002', '0197c0de-0000-7000-8000-000000000003'],
  keyId: '0197c0de-0000-7000-8000-000000000004',
  tag: 'bench-tag',
};

/** Tokens of one request. */
export const tokens = { estimated: 800, used: 500 };

/** Kind and subject of what applies, two teams among them. */
const kinds: readonly RateSubjectKind[] = ['endpoint', 'user', 'team', 'key', 'tag'];

/** For each of a kind: both units in all three windows, 36 buckets for one request of the asker. */
export function allRates(): SaveRate[] {
  return kinds.flatMap((subjectKind) =>
    rateUnits.flatMap((unit) =>
      rateWindows.map((window) => ({
        subjectKind,
        subject: '*',
        unit,
        window,
        limit: unit === 'requests' ? 100_000_000 : 100_000_000_000,
        enabled: true,
      })),
    ),
  );
}

export const bucketsPerRequest = (kinds.length + 1) * rateUnits.length * rateWindows.length;

/** One tag whose allowance several processes want more of than there is. */
export const contested = { tag: 'bench-contested', limit: 5000 };
