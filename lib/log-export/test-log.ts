/** Requests on chosen days, for tests of exports. */
import { randomBytes } from 'node:crypto';
import { record } from '../../e2e/support/inference-record.ts';
import { type InferenceRecord, recordInference } from '../inference/index.ts';
import { pool } from '../platform/db.ts';

/** Noon of so many days ago, UTC; today it is this moment. */
export function dayAgo(days: number): Date {
  if (days === 0) return new Date();
  const at = new Date(Date.now() - days * 86_400_000);
  at.setUTCHours(12, 0, 0, 0);
  return at;
}

export const dayText = (days: number) => dayAgo(days).toISOString().slice(0, 10);

let turn = 0;

/** A UUIDv7 of a moment. */
export function idAt(at: Date): string {
  const time = (at.getTime() + turn++).toString(16).padStart(12, '0');
  const noise = randomBytes(10).toString('hex');
  const hex = `${time}7${noise.slice(0, 3)}8${noise.slice(3, 18)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export async function ensureDays(days: number): Promise<void> {
  await pool().query('SELECT slipway_ensure_inference_partitions(current_date - $1::int, current_date + 1)', [
    days,
  ]);
}

export async function addRequest(
  endpoint: string,
  days: number,
  overrides: Partial<InferenceRecord> = {},
): Promise<InferenceRecord> {
  const at = dayAgo(days);
  const made = record({
    requestId: idAt(at),
    at,
    endpoint: { id: null, name: endpoint, config: 1 },
    input: [{ role: 'user', content: 'What is a slipway?' }],
    question: 'What is a slipway?',
    output: 'A ramp on which ships are built.',
    ...overrides,
  });
  await recordInference(made);
  return made;
}
