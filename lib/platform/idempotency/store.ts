/** Idempotency keys in the database. Who holds the claim on a key is decided by one statement. */
import { pool } from '../db.ts';

/** How long a claim holds without a sign of life from the process that works on it. */
export const leaseSeconds = 30;
/** How long an answer can be had again. */
const keepSeconds = 24 * 60 * 60;

export interface KeyedRequest {
  /** Kind and id of the caller. */
  owner: string;
  key: string;
  hash: Buffer;
}

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export type Standing =
  | { state: 'running' | 'done-unkept'; sameRequest: boolean }
  | { state: 'done'; sameRequest: boolean; answer: KeptAnswer };

/**
 * True when this request is the one to work: the key is new, or its last claim lapsed or expired. `claim` is an id of this
 * attempt alone, so that whoever lost its claim cannot write the answer of another.
 */
export async function takeClaim({ owner, key, hash }: KeyedRequest, claim: string): Promise<boolean> {
  const result = await pool().query({
    name: 'take-idempotency-claim',
    text: `INSERT INTO idempotency_key (owner, key, request_hash, claim, state, lease_until, expires_at)
           VALUES ($1, $2, $3, $4, 'running', now() + make_interval(secs => $5), now() + make_interval(secs => $6))
           ON CONFLICT (owner, key) DO UPDATE
             SET request_hash = excluded.request_hash, claim = excluded.claim, state = 'running',
                 lease_until = excluded.lease_until, expires_at = excluded.expires_at,
                 status = NULL, headers = NULL, body = NULL
           WHERE idempotency_key.expires_at <= now()
              OR (idempotency_key.state = 'running' AND idempotency_key.lease_until <= now())`,
    values: [owner, key, hash, claim, leaseSeconds, keepSeconds],
  });
  return result.rowCount === 1;
}

interface Row {
  state: Standing['state'];
  request_hash: Buffer;
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What stands under a key; null when it was freed meanwhile. */
export async function findStanding({ owner, key, hash }: KeyedRequest): Promise<Standing | null> {
  const result = await pool().query<Row>({
    name: 'find-idempotency-key',
    text: `SELECT state, request_hash, status, headers, body FROM idempotency_key WHERE owner = $1 AND key = $2`,
    values: [owner, key],
  });
  const row = result.rows[0];
  if (row === undefined) return null;
  const sameRequest = hash.equals(row.request_hash);
  if (row.state !== 'done') return { state: row.state, sameRequest };
  const { status, headers, body } = row;
  return { state: 'done', sameRequest, answer: { status, headers, body } };
}

/** Tells that work on these claims goes on. */
export async function renewClaims(claims: readonly string[]): Promise<void> {
  await pool().query(
    `UPDATE idempotency_key SET lease_until = now() + make_interval(secs => $2)
      WHERE claim = ANY($1::uuid[]) AND state = 'running'`,
    [claims, leaseSeconds],
  );
}

/** Ends a claim with its answer; null for one that cannot be given again. */
export async function settleClaim(
  { owner, key }: KeyedRequest,
  claim: string,
  answer: KeptAnswer | null,
): Promise<void> {
  await pool().query({
    name: 'settle-idempotency-claim',
    text: `UPDATE idempotency_key SET state = $4, status = $5, headers = $6::jsonb, body = $7
            WHERE owner = $1 AND key = $2 AND claim = $3`,
    values: [
      owner,
      key,
      claim,
      answer === null ? 'done-unkept' : 'done',
      answer?.status ?? null,
      answer === null ? null : JSON.stringify(answer.headers),
      answer?.body ?? null,
    ],
  });
}

/** Makes the key free again: nothing was done that would have to be remembered. */
export async function freeClaim({ owner, key }: KeyedRequest, claim: string): Promise<void> {
  await pool().query('DELETE FROM idempotency_key WHERE owner = $1 AND key = $2 AND claim = $3', [
    owner,
    key,
    claim,
  ]);
}

/** How many there were. */
export async function deleteExpiredKeys(): Promise<number> {
  const result = await pool().query('DELETE FROM idempotency_key WHERE expires_at <= now()');
  return result.rowCount ?? 0;
}
