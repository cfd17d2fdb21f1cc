import type { AlertRule, AlertRuleRevision } from '../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../access/index.ts';
import { Conditions } from '../platform/conditions.ts';
import { type Db, pool, prisma, type Tx } from '../platform/db.ts';
import type { ListRulesQuery, RuleDocument } from './rule-schemas.ts';

export { isUniqueViolation, prisma, type Tx, transaction } from '../platform/db.ts';

export type RuleRow = AlertRule;
export type RevisionRow = AlertRuleRevision;

/** Null for one that was deleted. */
export async function findRule(db: Db, id: string): Promise<RuleRow | null> {
  return db.alertRule.findFirst({ where: { id, deletedAt: null } });
}

/** The rule as it is until the transaction ends: evaluations wait. */
export async function lockRule(tx: Tx, id: string): Promise<RuleRow | null> {
  await tx.$queryRaw`SELECT 1 FROM alert_rule WHERE id = ${id}::uuid FOR UPDATE`;
  return findRule(tx, id);
}

export async function environmentOf(endpoint: string | null): Promise<string | null> {
  if (endpoint === null) return null;
  const row = await prisma().endpoint.findUnique({
    where: { name: endpoint },
    select: { environment: true },
  });
  return row?.environment ?? null;
}

export async function environmentsOfAll(names: readonly string[]): Promise<Map<string, string>> {
  const rows = await prisma().endpoint.findMany({
    where: { name: { in: [...new Set(names)] } },
    select: { name: true, environment: true },
  });
  return new Map(rows.map(({ name, environment }) => [name, environment]));
}

export interface SavedRule {
  id: string;
  name: string;
  enabled: boolean;
  endpoint: string | null;
  document: RuleDocument;
  revision: number;
  template?: string;
  by: { id: string | null; name: string };
}

export async function insertRule(tx: Tx, rule: SavedRule): Promise<RuleRow> {
  const { id, name, enabled, endpoint, document, revision, template, by } = rule;
  const row = await tx.alertRule.create({
    data: {
      ...{ id, name, enabled, document, revision },
      endpointName: endpoint,
      ...(template !== undefined && { template }),
      createdById: by.id,
      createdByName: by.name,
    },
  });
  await insertRevision(tx, rule);
  return row;
}

async function insertRevision(
  tx: Tx,
  { id, name, enabled, document, revision, by }: SavedRule,
): Promise<void> {
  await tx.alertRuleRevision.create({
    data: {
      ruleId: id,
      number: revision,
      ...{ name, enabled, document },
      createdById: by.id,
      createdByName: by.name,
    },
  });
}

/** The next revision; due at once, and whoever evaluates the one before writes nothing any more. */
export async function replaceRule(tx: Tx, rule: SavedRule): Promise<void> {
  const { id, name, enabled, document, revision } = rule;
  await insertRevision(tx, rule);
  await tx.$executeRaw`
    UPDATE alert_rule SET name = ${name}, enabled = ${enabled}, document = ${JSON.stringify(document)}::jsonb,
      revision = ${revision}, endpoint_name = ${rule.endpoint}, updated_at = now(), due_at = now(), lease_until = NULL,
      lease_token = NULL, health = 'new', health_message = ''
    WHERE id = ${id}::uuid`;
}

export async function markDeleted(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE alert_rule SET deleted_at = now(), enabled = false, lease_token = NULL WHERE id = ${id}::uuid`;
}

/** Forgets where its groups stand, and ends what is open. */
export async function resetRule(tx: Tx, ruleId: string): Promise<string[]> {
  await tx.alertInstance.deleteMany({ where: { ruleId } });
  const open = await tx.alert.findMany({ where: { ruleId, resolvedAt: null }, select: { id: true } });
  return open.map(({ id }) => id);
}

export async function clearRecent(tx: Tx, ruleId: string): Promise<void> {
  await tx.alertRule.update({ where: { id: ruleId }, data: { recent: [] } });
}

/** By name. */
export async function findRules(
  query: ListRulesQuery,
  reach: Reach | null,
): Promise<{ rows: RuleRow[]; total: number }> {
  const where = new Conditions();
  where.parts.push('deleted_at IS NULL');
  where.parts.push(endpointCondition(reach, 'endpoint_name', (value) => where.bind(value)));
  if (query.search !== '') where.add('position(lower(?) IN lower(name)) > 0', query.search);
  if (query.endpoint !== undefined) where.add('endpoint_name = ?', query.endpoint);
  const page = `LIMIT ${where.bind(query.pageSize)} OFFSET ${where.bind((query.page - 1) * query.pageSize)}`;
  const { rows } = await pool().query<{ id: string; total: number }>(
    `SELECT id, count(*) OVER ()::int AS total FROM alert_rule WHERE ${where.sql} ORDER BY lower(name), id ${page}`,
    where.values,
  );
  const ids = rows.map(({ id }) => id);
  const found = await prisma().alertRule.findMany({ where: { id: { in: ids } } });
  const byId = new Map(found.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: rows[0]?.total ?? 0 };
}

/** How many groups of each rule are in which state. */
export async function statesOf(ruleIds: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const { rows } = await pool().query<{ rule_id: string; state: string; count: number }>(
    `SELECT rule_id, state, count(*)::int AS count FROM alert_instance WHERE rule_id = ANY($1::uuid[]) GROUP BY 1, 2`,
    [ruleIds],
  );
  const states = new Map<string, Record<string, number>>();
  for (const { rule_id, state, count } of rows) {
    states.set(rule_id, { ...states.get(rule_id), [state]: count });
  }
  return states;
}

export async function revisionsOf(ruleId: string): Promise<RevisionRow[]> {
  return prisma().alertRuleRevision.findMany({ where: { ruleId }, orderBy: { number: 'desc' }, take: 50 });
}

export async function listedInstances(ruleId: string) {
  return prisma().alertInstance.findMany({
    where: { ruleId },
    orderBy: [{ alertId: { sort: 'asc', nulls: 'last' } }, { groupKey: 'asc' }],
    take: 200,
  });
}

/** Which of these channels and users are not there. */
export async function missingReceivers(
  channels: readonly string[],
  people: readonly string[],
): Promise<{ channels: string[]; people: string[] }> {
  const [known, users] = await Promise.all([
    prisma().notificationChannel.findMany({ where: { id: { in: [...channels] } }, select: { id: true } }),
    prisma().user.findMany({ where: { id: { in: [...people] }, disabledAt: null }, select: { id: true } }),
  ]);
  const has = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);
  return {
    channels: channels.filter((id) => !has(known, id)),
    people: people.filter((id) => !has(users, id)),
  };
}

export async function kindOfChannel(id: string): Promise<string | null> {
  const row = await prisma().notificationChannel.findUnique({ where: { id }, select: { kind: true } });
  return row?.kind ?? null;
}

export async function channelsToChoose(): Promise<{ id: string; name: string; kind: string }[]> {
  return prisma().notificationChannel.findMany({
    where: { enabled: true },
    select: { id: true, name: true, kind: true },
    orderBy: { name: 'asc' },
    take: 200,
  });
}

export async function peopleToChoose(): Promise<{ id: string; name: string }[]> {
  return prisma().user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: 500,
  });
}

/** Names of rules by id, deleted ones too. */
export async function ruleNames(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await prisma().alertRule.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** True when it was made now; a template that was ever made is not made again. */
export async function templateWasMade(tx: Tx, template: string): Promise<boolean> {
  return (await tx.alertRule.count({ where: { template } })) > 0;
}
