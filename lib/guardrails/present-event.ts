import type { EventRow } from './event-store.ts';
import { type GuardEvent, guardEventSchema } from './schemas.ts';

export function presentEvent(row: EventRow): GuardEvent {
  const { document_id: id, document_name: name, revision_id: revisionId } = row;
  return guardEventSchema.parse({
    id: row.id,
    at: row.at.toISOString(),
    requestId: row.request_id,
    endpoint: row.endpoint_name,
    knowledge: row.knowledge_name,
    document: id === null || name === null || revisionId === null ? null : { id, name, revisionId },
    stage: row.stage,
    guard: row.guard,
    kind: row.kind,
    action: row.action,
    count: row.count,
    excerpt: row.excerpt,
    policyNumber: row.policy_number,
    verdict: row.verdict,
    reviewedBy: row.reviewed_by_name,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
  });
}
