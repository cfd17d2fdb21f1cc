import { z } from 'zod';
import { type Rule, ruleDocumentSchema, ruleSchema } from './rule-schemas.ts';
import type { RuleRow } from './rule-store.ts';
import type { AlertState } from './state-machine.ts';

/** Worst first. */
const byTrouble: readonly AlertState[] = [
  'firing',
  'error',
  'no_data',
  'recovering',
  'pending',
  'resolved',
  'inactive',
];

const recentSchema = z.array(z.number().nullable());

export function presentRule(row: RuleRow, groups: Record<string, number>, mayChange: boolean): Rule {
  return ruleSchema.parse({
    id: row.id,
    name: row.name,
    endpoint: row.endpointName,
    enabled: row.enabled,
    document: row.document,
    revision: row.revision,
    template: row.template,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    evaluatedAt: row.evaluatedAt?.toISOString() ?? null,
    evaluationMs: row.evaluationMs,
    health: row.health,
    healthMessage: row.healthMessage,
    state: worstState(groups),
    groups,
    recent: recentSchema.parse(row.recent),
    mayChange,
  });
}

export function worstState(groups: Record<string, number>): AlertState {
  return byTrouble.find((state) => (groups[state] ?? 0) > 0) ?? 'inactive';
}

export function documentOf(row: Pick<RuleRow, 'document'>) {
  return ruleDocumentSchema.parse(row.document);
}

/** What the audit trail keeps of a rule. */
export function auditViewOf(row: RuleRow) {
  return { name: row.name, enabled: row.enabled, revision: row.revision, document: documentOf(row) };
}
