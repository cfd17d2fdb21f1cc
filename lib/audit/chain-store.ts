import { pool } from '../platform/db.ts';
import type { ActorPart, EntryContent, SubjectPart } from './chain.ts';

/** One entry of the chain beside the event it is of; the event's fields are null when the event is gone. */
export interface ChainRow extends ActorPart, SubjectPart, Omit<EntryContent, 'eventId' | 'at'> {
  sequence: number;
  eventId: string;
  actorDigest: Buffer;
  subjectDigest: Buffer;
  previous: Buffer;
  hash: Buffer;
  /** Null when the event is gone. */
  at: string | null;
  actorSalt: Buffer | null;
  subjectSalt: Buffer | null;
  /** The erasure that emptied the part, as `audit_erasure` has it. */
  actorErasure: string | null;
  subjectErasure: string | null;
}

/** Sequence numbers stay far below 2^53, so they travel as JSON numbers. */
export async function readChain(after: number, upTo: number, limit: number): Promise<ChainRow[]> {
  const { rows } = await pool().query<ChainRow>(
    `SELECT l.sequence::float8 AS sequence, l.event_id AS "eventId", l.actor_digest AS "actorDigest",
       l.subject_digest AS "subjectDigest", l.previous, l.hash,
       to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
       e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.actor_name AS "actorName", e.address,
       e.user_agent AS "userAgent", e.actor_salt AS "actorSalt", e.action, e.subject_kind AS "subjectKind",
       e.subject_id AS "subjectId", e.subject_name AS "subjectName", e.before::text AS before, e.after::text AS after,
       e.subject_salt AS "subjectSalt", e.ticket, e.refused,
       xa.erasure_id AS "actorErasure", xs.erasure_id AS "subjectErasure"
     FROM audit_link l
     LEFT JOIN audit_event e ON e.id = l.event_id
     LEFT JOIN audit_erasure xa ON xa.sequence = l.sequence AND xa.part = 'actor'
     LEFT JOIN audit_erasure xs ON xs.sequence = l.sequence AND xs.part = 'subject'
     WHERE l.sequence > $1 AND l.sequence <= $2
     ORDER BY l.sequence LIMIT $3`,
    [after, upTo, limit],
  );
  return rows;
}

export interface ChainEnds {
  /** What the head says; null when its row is gone. */
  head: { sequence: number; hash: Buffer } | null;
  /** Sequence of the last entry there is; 0 for none. */
  last: number;
  /** The database's clock. */
  at: Date;
}

export async function readEnds(): Promise<ChainEnds> {
  const { rows } = await pool().query<{
    sequence: number | null;
    hash: Buffer | null;
    last: number;
    at: Date;
  }>(
    `SELECT h.sequence::float8 AS sequence, h.hash, clock_timestamp() AS at,
       (SELECT coalesce(max(sequence), 0) FROM audit_link)::float8 AS last
     FROM (VALUES (1)) AS one (id) LEFT JOIN audit_head h ON h.id = one.id`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A query of one row without a row.');
  const { sequence, hash, last, at } = row;
  return { head: sequence === null || hash === null ? null : { sequence, hash }, last, at };
}

export async function hashAt(sequence: number): Promise<Buffer | null> {
  const { rows } = await pool().query<{ hash: Buffer }>('SELECT hash FROM audit_link WHERE sequence = $1', [
    sequence,
  ]);
  return rows[0]?.hash ?? null;
}

/** Events that no entry of the chain is of, committed before now. */
export async function unlinkedEvents(limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT e.id FROM audit_event e
     WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id) ORDER BY e.id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** `after` of the event that accounts for an erasure; null when no entry of the chain is that event. */
export async function erasureAccount(erasureId: string): Promise<unknown> {
  const { rows } = await pool().query<{ after: unknown }>(
    `SELECT e.after FROM audit_event e JOIN audit_link l ON l.event_id = e.id
     WHERE e.id = $1 AND e.action = 'audit.personal_erased'`,
    [erasureId],
  );
  return rows[0]?.after ?? null;
}
