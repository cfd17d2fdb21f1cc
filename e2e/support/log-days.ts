/** Requests on chosen days, and exports of them. Import after `test-database.ts`. */
import { randomBytes } from 'node:crypto';
import { type InferenceRecord, recordInference } from '../../lib/inference/index.ts';
import { runExport } from '../../lib/log-export/run-export.ts';
import { pool } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { record } from './inference-record.ts';

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

/** An endpoint that has a log, and nothing that serves. */
export async function addLoggedEndpoint(name = `ep-${newId().slice(-8)}`): Promise<string> {
  await pool().query(
    `INSERT INTO endpoint (id, name, environment, config, updated_at) VALUES ($1, $2, 'production', 1, now())`,
    [newId(), name],
  );
  return name;
}

/** Runs an export in this process, up to this moment. */
export function exportUpToNow(id: string): Promise<void> {
  return runExport(id, { cause: 'request', today: true, signal: new AbortController().signal });
}
