/** Actions of alerts: each is done once. Leases go by the database's clock. */
import { z } from 'zod';
import { pool, prisma, type Tx } from '../platform/db.ts';
import { type Action, actionSchema } from './rule-schemas.ts';

export { type Tx, transaction } from '../platform/db.ts';

/** Longer than a roll-back may take. */
const leaseSeconds = 120;

/** What was decided before it was done, so that whoever goes on after a crash knows whether it was. */
const planSchema = z.object({ to: z.number().int(), expectedConfig: z.number().int() });
export type RollbackPlan = z.infer<typeof planSchema>;

export interface DueAction {
  alertId: string;
  ruleId: string | null;
  ruleName: string;
  ruleRevision: number;
  endpoint: string | null;
  labels: Record<string, string>;
  summary: string;
  severity: string;
  startedAt: Date;
  firedAt: Date;
  action: Action;
  plan: RollbackPlan | null;
}

interface DueRow {
  id: string;
}

/** Takes one action in hand; null when there is none to do. */
export async function claimAction(): Promise<DueAction | null> {
  const { rows } = await pool().query<DueRow>(
    `UPDATE alert SET action_state = 'running', action_lease = now() + $1 * interval '1 second'
      WHERE id = (
        SELECT id FROM alert
         WHERE action_state = 'due' OR (action_state = 'running' AND action_lease < now())
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id`,
    [leaseSeconds],
  );
  const [claimed] = rows;
  if (claimed === undefined) return null;
  const row = await prisma().alert.findUniqueOrThrow({ where: { id: claimed.id } });
  const plan = z.object({ plan: planSchema }).safeParse(row.action);
  return {
    alertId: row.id,
    ruleId: row.ruleId,
    ruleName: row.ruleName,
    ruleRevision: row.ruleRevision,
    endpoint: row.endpointName,
    labels: z.record(z.string(), z.string()).parse(row.labels),
    summary: row.summary,
    severity: row.severity,
    startedAt: row.startedAt,
    firedAt: row.firedAt,
    action: actionSchema.parse(row.action),
    plan: plan.success ? plan.data.plan : null,
  };
}

export async function keepPlan(alertId: string, action: Action, plan: RollbackPlan): Promise<void> {
  await prisma().alert.update({ where: { id: alertId }, data: { action: { ...action, plan } } });
}

export type ActionEnd = 'done' | 'proposed' | 'skipped' | 'failed';

export async function endAction(
  tx: Tx,
  { alertId, action }: DueAction,
  state: ActionEnd,
  message: string,
): Promise<void> {
  await tx.alert.update({
    where: { id: alertId },
    data: { actionState: state, action: { ...action, message }, actionLease: null },
  });
}

/** Whether an action of the kind was done at the endpoint, or else of the rule, within the time. */
export async function actedLately({ alertId, ruleId, endpoint, action }: DueAction): Promise<boolean> {
  if (action.kind === 'none') return false;
  const { rows } = await pool().query(
    `SELECT 1 FROM alert a JOIN alert_event e ON e.alert_id = a.id AND e.kind = 'action'
      WHERE a.id <> $1 AND a.action_state IN ('done', 'proposed') AND a.action->>'kind' = $2
        AND (CASE WHEN $3::text IS NULL THEN a.rule_id = $4::uuid ELSE a.endpoint_name = $3 END)
        AND e.at > now() - $5 * interval '1 second' LIMIT 1`,
    [alertId, action.kind, endpoint, ruleId, action.cooldownSeconds],
  );
  return rows.length > 0;
}

/** When an earlier alert of the rule began at the endpoint, newest first. */
export async function earlierStarts({ alertId, ruleId, endpoint }: DueAction): Promise<Date[]> {
  const rows = await prisma().alert.findMany({
    where: { ruleId, endpointName: endpoint, id: { not: alertId } },
    select: { startedAt: true },
    orderBy: { startedAt: 'desc' },
    take: 200,
  });
  return rows.map(({ startedAt }) => startedAt);
}

/** Who made the revision of the rule that fired; null for rules of the installation. */
export async function authorOf({
  ruleId,
  ruleRevision,
}: DueAction): Promise<{ id: string; name: string } | null> {
  if (ruleId === null) return null;
  const row = await prisma().alertRuleRevision.findUnique({
    where: { ruleId_number: { ruleId, number: ruleRevision } },
    select: { createdById: true, createdByName: true },
  });
  return row === null || row.createdById === null ? null : { id: row.createdById, name: row.createdByName };
}
