import { type Alert, type AlertEvent, alertSchema } from './alert-schemas.ts';
import type { AlertRow, EventRow } from './alert-store.ts';
import { silenceMatches } from './match-silence.ts';
import type { SilenceMatchers } from './silence-schemas.ts';

export function presentAlert(row: AlertRow, silences: readonly SilenceMatchers[]): Alert {
  const { acknowledgedAt, acknowledgedByName, assigneeId, assigneeName } = row;
  const alert = alertSchema.parse({
    id: row.id,
    ruleId: row.ruleId,
    rule: row.ruleName,
    endpoint: row.endpointName,
    group: row.groupKey,
    labels: row.labels,
    severity: row.severity,
    cause: row.cause,
    state: row.state,
    summary: row.summary,
    value: row.value,
    threshold: row.threshold,
    unit: row.unit,
    startedAt: row.startedAt.toISOString(),
    firedAt: row.firedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    acknowledged:
      acknowledgedAt === null ? null : { by: acknowledgedByName ?? '', at: acknowledgedAt.toISOString() },
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
    silenced: false,
  });
  return { ...alert, silenced: silences.some((matchers) => silenceMatches(matchers, alert)) };
}

export function presentEvent({ id, at, kind, text, actorName }: EventRow): AlertEvent {
  return { id, at: at.toISOString(), kind, text, by: actorName, href: null };
}
