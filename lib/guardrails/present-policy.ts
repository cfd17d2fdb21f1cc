import type { PolicyRow } from './policy-store.ts';
import { openPolicy, type PolicyVersion, policyDocumentSchema } from './schemas.ts';

/** Before the first policy everything passes. */
export function presentPolicy(row: PolicyRow | null): PolicyVersion {
  if (row === null) {
    return { number: 0, document: openPolicy(), reason: '', createdBy: null, createdAt: null };
  }
  return {
    number: row.number,
    document: policyDocumentSchema.parse(row.document),
    reason: row.reason,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}
