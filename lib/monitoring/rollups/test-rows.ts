/** Random requests and what they add up to, for the tests of this folder. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import type { InferenceRecord } from '../../inference/index.ts';
import { base, type Draw, toRecord } from '../test-requests.ts';

export type RandomRequest = Partial<Draw> & { question: string; code: string; speed: number };

export const randomRequest: fc.Arbitrary<RandomRequest> = fc.record({
  unit: fc.integer({ min: 0, max: 5 }),
  kind: fc.constantFrom('user', 'request'),
  traffic: fc.constantFrom('live', 'live', 'live', 'shadow'),
  status: fc.constantFrom('ok', 'ok', 'ok', 'declined', 'stopped', 'error', 'refused'),
  cost: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  totalMs: fc.oneof(fc.double({ min: 0.000_01, max: 60_000, noNaN: true }), fc.constantFrom(0, 1e-12)),
  // Late rows, and clocks that are behind or ahead.
  minutesAgo: fc.oneof(
    fc.integer({ min: 0, max: 90 }),
    fc.constantFrom(-3, 1439, 1440, 3000, 60 * 24 * 6, 60 * 24 * 50),
  ),
  question: fc.constantFrom('How do I roll back?', '¿Cómo vuelvo atrás?', ''),
  code: fc.constantFrom('timeout', 'quota', '__proto__'),
  speed: fc.integer({ min: 0, max: 4000 }),
});

export function recordOf(endpoint: string, request: RandomRequest): InferenceRecord {
  const { question, code, speed, ...draw } = request;
  const record = toRecord(endpoint, { ...base, ...draw });
  const failed = record.status === 'error' || record.status === 'refused';
  return {
    ...record,
    requestId: v7({ msecs: record.at.getTime() }),
    question,
    generateMs: speed,
    error: failed ? { code, message: '' } : null,
  };
}
