import { literally, pool } from '../../platform/db.ts';

export interface UserRow {
  id: string;
  name: string;
  email: string;
  disabledAt: Date | null;
}

const columns = 'id, name, email, disabled_at AS "disabledAt"';
const limit = 20;

export async function findUser(id: string): Promise<UserRow | null> {
  const result = await pool().query<UserRow>(`SELECT ${columns} FROM "user" WHERE id = $1`, [id]);
  return result.rows[0] ?? null;
}

/** By part of the address or name, or by the whole id. */
export async function findUsers(q: string): Promise<UserRow[]> {
  const result = await pool().query<UserRow>(
    `SELECT ${columns} FROM "user" WHERE email ILIKE $2 OR name ILIKE $2 OR id::text = lower($1)
     ORDER BY email LIMIT ${limit}`,
    [q, `%${literally(q)}%`],
  );
  return result.rows;
}

/** Whether an application named exactly this person in a request. Reads the whole log when nobody did. */
export async function clientIsKnown(name: string): Promise<boolean> {
  const result = await pool().query(
    `SELECT 1 FROM inference WHERE (unit_kind IN ('user', 'header') AND unit = $1) OR request_detail ->> 'user' = $1
     LIMIT 1`,
    [name],
  );
  return result.rowCount === 1;
}
