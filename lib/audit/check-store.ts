import { pool } from '../platform/db.ts';
import type { ChainProblem } from './verify-schemas.ts';

export interface CheckRow {
  checkedAt: Date;
  fullCheckedAt: Date;
  sequence: number;
  hash: Buffer;
  problems: ChainProblem[];
}

/** Null before the first check. */
export async function lastCheck(): Promise<CheckRow | null> {
  const { rows } = await pool().query<CheckRow>(
    `SELECT checked_at AS "checkedAt", full_checked_at AS "fullCheckedAt", sequence::float8 AS sequence, hash, problems
     FROM audit_check WHERE id = 1`,
  );
  return rows[0] ?? null;
}

export async function saveCheck({
  checkedAt,
  fullCheckedAt,
  sequence,
  hash,
  problems,
}: CheckRow): Promise<void> {
  await pool().query(
    `INSERT INTO audit_check (id, checked_at, full_checked_at, sequence, hash, problems) VALUES (1, $1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET checked_at = $1, full_checked_at = $2, sequence = $3, hash = $4, problems = $5`,
    [checkedAt, fullCheckedAt, sequence, hash, JSON.stringify(problems)],
  );
}
