import { z } from 'zod';
import type { AuditEvent, AuditEventDetail } from './schemas.ts';
import type { EventDetailRow, EventRow } from './store.ts';

const jsonSchema = z.json();

export function presentEvent(row: EventRow): AuditEvent {
  return {
    id: row.id,
    sequence: row.sequence,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    ticket: row.ticket,
    refused: row.refused,
    address: row.address,
    before: jsonSchema.parse(row.before),
    after: jsonSchema.parse(row.after),
  };
}

export function presentDetail(row: EventDetailRow): AuditEventDetail {
  return {
    ...presentEvent(row),
    userAgent: row.user_agent,
    erased: { actor: row.actor_erased, subject: row.subject_erased },
    previousHash: row.previous?.toString('hex') ?? null,
    hash: row.hash?.toString('hex') ?? null,
  };
}
