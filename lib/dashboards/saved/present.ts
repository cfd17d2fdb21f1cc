import { type Caller, userIdOf } from '../../access/index.ts';
import type { DashboardRow } from './saved-store.ts';
import {
  type Dashboard,
  type DashboardSummary,
  dashboardSchema,
  dashboardSummarySchema,
  panelSchema,
} from './schemas.ts';

/** Whether the caller may change it: its owner, and anybody when it has none any more. */
export function isMine(caller: Caller, { ownerId }: Pick<DashboardRow, 'ownerId'>): boolean {
  const userId = userIdOf(caller);
  return userId !== null && (ownerId === null || ownerId === userId);
}

export function presentSummary(
  caller: Caller,
  row: DashboardRow,
  names: ReadonlyMap<string, string>,
): DashboardSummary {
  return dashboardSummarySchema.parse(factsOf(caller, row, names));
}

/** A panel of a metric that is gone does not take the others with it. */
export function presentDashboard(
  caller: Caller,
  row: DashboardRow,
  names: ReadonlyMap<string, string>,
): Dashboard {
  const kept = Array.isArray(row.panels) ? row.panels : [];
  const panels = kept.flatMap((panel) => panelSchema.safeParse(panel).data ?? []);
  return dashboardSchema.parse({
    ...factsOf(caller, row, names),
    defaultRange: row.defaultRange,
    panels,
    lostPanels: kept.length - panels.length,
  });
}

function factsOf(caller: Caller, row: DashboardRow, names: ReadonlyMap<string, string>) {
  const { id, ownerId, name, description, visibility, panels, revision, createdAt, updatedAt } = row;
  return {
    id,
    name,
    description,
    visibility,
    owner: ownerId === null ? null : { id: ownerId, name: names.get(ownerId) ?? 'Unknown' },
    mine: isMine(caller, row),
    panelCount: Array.isArray(panels) ? panels.length : 0,
    revision,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What the audit trail keeps: a private dashboard's own words are nobody else's business. */
export function auditViewOf({ name, visibility, panels, revision, ownerId }: DashboardRow) {
  const shown = visibility === 'everyone' ? { name } : {};
  return {
    ...shown,
    visibility,
    revision,
    owner: ownerId,
    panels: Array.isArray(panels) ? panels.length : 0,
  };
}

/** The name that stands beside an audit event. */
export function auditSubjectOf({ id, name, visibility }: DashboardRow) {
  return { kind: 'dashboard', id, name: visibility === 'everyone' ? name : 'a private dashboard' };
}
