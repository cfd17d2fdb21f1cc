import { pool } from '../platform/db.ts';

/** Throws when PostgreSQL does not answer. */
export async function answersPing(): Promise<void> {
  await pool().query('SELECT 1');
}
