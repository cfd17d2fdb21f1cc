/** Claiming rules that are due, and writing what an evaluation found. Leases go by the database's clock. */
import { z } from 'zod';
import { pool, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';
import { machineStateSchema } from './state-machine.ts';
import type { AlertChanged, AlertOpened, Instance, RuleStep } from './step-rule.ts';

export { type Tx, transaction } from '../platform/db.ts';

/** Longer than any evaluation may take: whoever holds it past that has died. */
const leaseSeconds = 60;

export interface ClaimedRule {
  id: string;
  name: string;
  endpoint: string | null;
  revision: number;
  token: string;
  document: RuleDocument;
  recent: (number | null)[];
  /** The database's clock when it was claimed. */
  now: Date;
}

interface ClaimedRow {
  id: string;
  name: string;
  endpoint_name: string | null;
  revision: number;
  document: unknown;
  recent: (number | null)[];
  now: Date;
}

/**
 * Takes rules that are due, the longest due first. Two evaluators at once take different ones; a rule that was due several
 * times over is taken once. `at` stands for the database's clock in tests.
 */
export async function claimDueRules(limit: number, at: Date | null): Promise<ClaimedRule[]> {
  const token = newId();
  const { rows } = await pool().query<ClaimedRow>(
    `UPDATE alert_rule SET lease_until = now() + $2 * interval '1 second', lease_token = $1
      WHERE id IN (
        SELECT id FROM alert_rule
         WHERE enabled AND deleted_at IS NULL AND due_at <= coalesce($4, now())
           AND (lease_until IS NULL OR lease_until < now())
         ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING id, name, endpoint_name, revision, document, recent, coalesce($4, now()) AS now`,
    [token, leaseSeconds, limit, at],
  );
  return rows.flatMap(({ endpoint_name: endpoint, document, ...row }) => {
    const known = ruleDocumentSchema.safeParse(document);
    if (known.success) return [{ ...row, endpoint, token, document: known.data }];
    log.error('an alert rule cannot be read; save it again', { rule: row.name, error: known.error });
    return [];
  });
}

/** Holds the rule until the transaction ends; false when the lease is somebody else's by now, or it was changed. */
export async function holdsRule(tx: Tx, { id, token, revision }: ClaimedRule): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM alert_rule WHERE id = ${id}::uuid AND lease_token = ${token}::uuid
       AND revision = ${revision} AND deleted_at IS NULL FOR UPDATE`;
  return rows.length === 1;
}

export interface RuleNote {
  health: 'ok' | 'no_data' | 'too_few' | 'error';
  message: string;
  recent: readonly (number | null)[];
  tookMs: number;
  /** When it is due again. */
  dueAt: Date;
  at: Date;
}

export async function finishRule(tx: Tx, { id }: ClaimedRule, note: RuleNote): Promise<void> {
  await tx.$executeRaw`
    UPDATE alert_rule SET lease_until = NULL, lease_token = NULL, evaluated_at = ${note.at},
      evaluation_ms = ${note.tookMs}, health = ${note.health}, health_message = ${note.message},
      recent = ${JSON.stringify(note.recent)}::jsonb, due_at = ${note.dueAt}
    WHERE id = ${id}::uuid`;
}

const textsSchema = z.record(z.string(), z.string());

export async function instancesOf(tx: Tx, ruleId: string): Promise<Instance[]> {
  const rows = await tx.alertInstance.findMany({ where: { ruleId } });
  return rows.map(({ groupKey, machine, labels, value, count, alertId, seenAt }) => ({
    key: groupKey,
    machine: machineStateSchema.parse(machine),
    labels: textsSchema.parse(labels),
    value,
    count,
    alertId,
    seenAt: seenAt.getTime(),
  }));
}

/** One statement, however many groups. */
export async function writeInstances(tx: Tx, ruleId: string, step: RuleStep, at: Date): Promise<void> {
  if (step.gone.length > 0) {
    await tx.alertInstance.deleteMany({ where: { ruleId, groupKey: { in: step.gone } } });
  }
  if (step.instances.length === 0) return;
  const rows = step.instances.map(({ key, machine, labels, value, count, alertId, seenAt }) => ({
    group_key: key,
    state: machine.state,
    machine,
    labels,
    value,
    count,
    alert_id: alertId,
    seen_at: new Date(seenAt),
  }));
  await tx.$executeRaw`
    INSERT INTO alert_instance (rule_id, group_key, state, machine, labels, value, count, alert_id, seen_at, updated_at)
    SELECT ${ruleId}::uuid, group_key, state, machine, labels, value, count, alert_id, seen_at, ${at}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        group_key text, state text, machine jsonb, labels jsonb, value float8, count float8, alert_id uuid,
        seen_at timestamptz)
    ON CONFLICT (rule_id, group_key) DO UPDATE SET state = excluded.state, machine = excluded.machine,
      labels = excluded.labels, value = excluded.value, count = excluded.count, alert_id = excluded.alert_id,
      seen_at = excluded.seen_at, updated_at = excluded.updated_at`;
}

export interface OpenedOf {
  ruleId: string | null;
  ruleName: string;
  revision: number;
  endpoint: string | null;
  severity: string;
  unit: string;
  action: RuleDocument['action'];
}

export async function insertAlerts(
  tx: Tx,
  of: OpenedOf,
  opened: readonly (Omit<AlertOpened, 'cause'> & { cause: string })[],
  at: Date,
): Promise<void> {
  if (opened.length === 0) return;
  await tx.alert.createMany({
    data: opened.map(({ startedAt, labels, cause, ...alert }) => ({
      ...alert,
      labels: { ...labels },
      cause,
      ruleId: of.ruleId,
      ruleName: of.ruleName,
      ruleRevision: of.revision,
      endpointName: of.endpoint ?? labels.endpoint ?? null,
      severity: of.severity,
      unit: of.unit,
      state: 'firing',
      startedAt: new Date(startedAt),
      firedAt: at,
      // Without data there is nothing to act on.
      ...(of.action.kind !== 'none' && cause === 'condition' && { actionState: 'due', action: of.action }),
    })),
  });
  await insertEvents(
    tx,
    opened.map(({ id, summary }) => ({ alertId: id, at, kind: 'fired', text: summary })),
  );
}

/** One statement, however many there are. */
export async function changeAlerts(tx: Tx, changed: readonly AlertChanged[], at: Date): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, state, value, about }) => ({ id, state, value, ...about }));
  await tx.$executeRaw`
    UPDATE alert SET state = c.state, value = coalesce(c.value, alert.value), cause = coalesce(c.cause, alert.cause),
      summary = coalesce(c.summary, alert.summary),
      threshold = CASE WHEN c.cause IS NULL THEN alert.threshold ELSE c.threshold END,
      resolved_at = CASE WHEN c.state = 'resolved' THEN ${at}::timestamptz END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(id uuid, state text, value float8, cause text, summary text, threshold float8)
     WHERE alert.id = c.id AND alert.resolved_at IS NULL`;
  await insertEvents(
    tx,
    changed.flatMap(({ id, event }) => (event === null ? [] : [{ alertId: id, at, ...event }])),
  );
}

export interface NewEvent {
  alertId: string;
  at: Date;
  kind: string;
  text: string;
  actorId?: string | null;
  actorName?: string;
}

export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.alertEvent.createMany({ data: events.map((event) => ({ id: newId(), ...event })) });
}

/** A sign that somebody evaluates, by the database's clock. */
export async function beatEvaluator(process: string): Promise<void> {
  await pool().query(
    `INSERT INTO alert_heartbeat (id, seen_at, process) VALUES (1, now(), $1)
     ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, process = excluded.process`,
    [process],
  );
}
