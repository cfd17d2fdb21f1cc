import { Conditions } from '../platform/conditions.ts';
import { literally, pool } from '../platform/db.ts';
import type { AuditFacets, AuditFilters } from './schemas.ts';

export interface EventRow {
  id: string;
  sequence: number | null;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  subject_name: string | null;
  ticket: string;
  refused: boolean;
  address: string | null;
  before: unknown;
  after: unknown;
}

export interface EventDetailRow extends EventRow {
  user_agent: string | null;
  actor_erased: boolean;
  subject_erased: boolean;
  previous: Buffer | null;
  hash: Buffer | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Free text looks at every column a person could have in mind. */
const searched = ['actor_name', 'subject_name', 'action', 'ticket', 'address', 'before::text', 'after::text'];

function conditionsOf(filters: AuditFilters): Conditions {
  const where = new Conditions();
  const { q, actor, action, subjectKind, subject, ticket, address, refused, from, to } = filters;
  // Ids begin with the time at which they were made, shortly before the event's own; the index on them bounds the search.
  if (from !== undefined) {
    where.add("e.id >= slipway_first_id_at(?::timestamptz - interval '1 hour')", from);
    where.add('e.at >= ?', from);
  }
  if (to !== undefined) {
    where.add("e.id < slipway_first_id_at(?::timestamptz + interval '1 hour')", to);
    where.add('e.at < ?', to);
  }
  if (actor !== undefined) {
    if (uuid.test(actor)) where.add('e.actor_id = ?', actor);
    else where.add('e.actor_name ILIKE ?', contains(actor));
  }
  if (action !== undefined)
    where.add("(e.action = ? OR e.action LIKE replace(?, '_', '\\_') || '.%')", action);
  if (subjectKind !== undefined) where.add('e.subject_kind = ?', subjectKind);
  if (subject !== undefined) {
    if (uuid.test(subject)) where.add('e.subject_id = ?', subject);
    else where.add('e.subject_name ILIKE ?', contains(subject));
  }
  if (ticket !== undefined) where.add('e.ticket ILIKE ?', contains(ticket));
  if (address !== undefined) where.add('e.address ILIKE ?', contains(address));
  if (refused !== undefined) where.add('e.refused = ?', refused);
  if (q !== undefined)
    where.add(`(${searched.map((column) => `e.${column} ILIKE ?`).join(' OR ')})`, contains(q));
  return where;
}

function contains(text: string): string {
  return `%${literally(text)}%`;
}

const facts = `e.id, l.sequence::float8 AS sequence, e.at, e.actor_kind, e.actor_id, e.actor_name, e.action,
  e.subject_kind, e.subject_id, e.subject_name, e.ticket, e.refused, e.address`;

/** Longer documents are not worth their weight in a list. */
const maxListedJson = 4000;
const shortened = ['before', 'after']
  .map((name) => `CASE WHEN octet_length(e.${name}::text) <= ${maxListedJson} THEN e.${name} END AS ${name}`)
  .join(', ');

/** Newest first, below the event `cursor`; keyset paging, so a deep page costs what the first does. */
export async function findEvents(
  filters: AuditFilters,
  { cursor, limit, json }: { cursor?: string | undefined; limit: number; json: 'short' | 'whole' },
): Promise<EventRow[]> {
  const where = conditionsOf(filters);
  if (cursor !== undefined) where.add('e.id < ?', cursor);
  where.values.push(limit);
  const { rows } = await pool().query<EventRow>(
    `SELECT ${facts}, ${json === 'short' ? shortened : 'e.before, e.after'}
     FROM audit_event e LEFT JOIN audit_link l ON l.event_id = e.id
     WHERE ${where.sql} ORDER BY e.id DESC LIMIT $${where.values.length}`,
    where.values,
  );
  return rows;
}

export async function findEvent(id: string): Promise<EventDetailRow | null> {
  const { rows } = await pool().query<EventDetailRow>(
    `SELECT ${facts}, e.before, e.after, e.user_agent, e.actor_salt IS NULL AS actor_erased,
       e.subject_salt IS NULL AS subject_erased, l.previous, l.hash
     FROM audit_event e LEFT JOIN audit_link l ON l.event_id = e.id WHERE e.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Each value once, in one step of an index for each, however many events there are. */
export async function findFacets(): Promise<AuditFacets> {
  const [actions, subjectKinds] = await Promise.all([distinct('action'), distinct('subject_kind')]);
  return { actions, subjectKinds };
}

async function distinct(column: 'action' | 'subject_kind'): Promise<string[]> {
  const { rows } = await pool().query<{ value: string }>(
    `WITH RECURSIVE one AS (
       (SELECT ${column} AS value FROM audit_event ORDER BY ${column} LIMIT 1)
       UNION ALL
       SELECT (SELECT e.${column} FROM audit_event e WHERE e.${column} > one.value ORDER BY e.${column} LIMIT 1)
       FROM one WHERE one.value IS NOT NULL
     )
     SELECT value FROM one WHERE value IS NOT NULL`,
  );
  return rows.map((row) => row.value);
}
