import type { PoolClient } from 'pg';
import type { Reach } from '../access/index.ts';
import { Conditions } from '../platform/conditions.ts';
import { pool, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { EventPageQuery, GuardHit, GuardMetricsQuery, Verdict } from './schemas.ts';

export { transaction } from '../platform/db.ts';

/** What the guards of one request did. */
export interface GuardRecord {
  requestId: string;
  at: Date;
  endpoint: string;
  policyNumber: number;
  hits: readonly GuardHit[];
}

const insertSql = `INSERT INTO guardrail_event
    (id, at, request_id, endpoint_name, stage, guard, kind, action, count, excerpt, policy_number)
  SELECT id, at, request_id, endpoint_name, stage, guard, kind, action, count, excerpt, policy_number
  FROM jsonb_populate_recordset(NULL::guardrail_event, $1)`;

/** In the transaction that writes the inference rows. */
export async function insertGuardEvents(client: PoolClient, records: readonly GuardRecord[]): Promise<void> {
  const rows = records.flatMap(({ requestId, at, endpoint, policyNumber, hits }) =>
    hits.map((hit) => ({
      id: newId(),
      at,
      request_id: requestId,
      endpoint_name: endpoint,
      policy_number: policyNumber,
      ...hit,
    })),
  );
  if (rows.length === 0) return;
  const storable = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : value;
  await client.query({
    name: 'insert-guardrail-events',
    text: insertSql,
    values: [JSON.stringify(rows, storable)],
  });
}

export interface DocumentEvent {
  knowledge: string;
  document: { id: string; name: string; revisionId: string };
  hits: readonly GuardHit[];
}

/** Of a document; what was found in the same revision before is replaced, unless it was decided on. */
export async function replaceDocumentEvents(tx: Tx, event: DocumentEvent): Promise<void> {
  const { knowledge, document, hits } = event;
  await tx.guardrailEvent.deleteMany({ where: { revisionId: document.revisionId, verdict: null } });
  await tx.guardrailEvent.createMany({
    data: hits.map((hit) => ({
      id: newId(),
      at: new Date(),
      knowledgeName: knowledge,
      documentId: document.id,
      documentName: document.name,
      revisionId: document.revisionId,
      ...hit,
    })),
  });
}

export interface EventRow {
  id: string;
  at: Date;
  request_id: string | null;
  endpoint_name: string | null;
  environment: string | null;
  knowledge_name: string | null;
  document_id: string | null;
  document_name: string | null;
  revision_id: string | null;
  stage: string;
  guard: string;
  kind: string;
  action: string;
  count: number;
  excerpt: string;
  policy_number: number | null;
  verdict: string | null;
  reviewed_by_name: string | null;
  reviewed_at: Date | null;
}

const columns = `g.id, g.at, g.request_id, g.endpoint_name, e.environment, g.knowledge_name, g.document_id, g.document_name,
  g.revision_id, g.stage, g.guard, g.kind, g.action, g.count, g.excerpt, g.policy_number, g.verdict,
  g.reviewed_by_name, g.reviewed_at`;
const source = 'FROM guardrail_event g LEFT JOIN endpoint e ON e.name = g.endpoint_name';

class EventConditions extends Conditions {
  /** What was not asked for holds for all. */
  override add(sql: string, value: unknown): void {
    if (value !== undefined) super.add(sql, value);
  }

  /** Events of documents belong to no endpoint: they are for who may review everywhere. */
  within(reach: Reach): void {
    if (!reach.everywhere) {
      const [endpoints, environments] = [[...reach.endpoints], [...reach.environments]].map((names) =>
        this.bind(names),
      );
      this.parts.push(`(g.endpoint_name = ANY(${endpoints}) OR e.environment = ANY(${environments}))`);
    }
    if (reach.only !== null) this.add('g.endpoint_name = ANY(?)', [...reach.only]);
  }
}

const open = "g.verdict IS NULL AND g.action <> 'masked'";

/** Newest first. */
export async function findEvents(query: EventPageQuery, reach: Reach): Promise<EventRow[]> {
  const where = new EventConditions();
  where.within(reach);
  if (query.state === 'open') where.parts.push(open);
  if (query.state === 'reviewed') where.parts.push('g.verdict IS NOT NULL');
  where.add('g.endpoint_name = ?', query.endpoint);
  where.add('g.knowledge_name = ?', query.knowledge);
  where.add('g.stage = ?', query.stage);
  where.add('g.guard = ?', query.guard);
  where.add('g.action = ?', query.action);
  where.add('g.request_id = ?', query.requestId);
  where.add('g.at >= ?', query.from);
  where.add('g.at < ?', query.to);
  where.add('g.id < ?', query.cursor);
  const result = await pool().query<EventRow>(
    `SELECT ${columns} ${source} WHERE ${where.sql} ORDER BY g.id DESC LIMIT ${query.limit + 1}`,
    where.values,
  );
  return result.rows;
}

const maxCounted = 1000;

export async function countOpen(reach: Reach): Promise<number> {
  const where = new EventConditions();
  where.within(reach);
  const result = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 ${source} WHERE ${open} AND ${where.sql} LIMIT ${maxCounted}) x`,
    where.values,
  );
  return result.rows[0]?.count ?? 0;
}

export async function findEvent(id: string): Promise<EventRow | null> {
  const result = await pool().query<EventRow>(`SELECT ${columns} ${source} WHERE g.id = $1`, [id]);
  return result.rows[0] ?? null;
}

/** Decides on an event; the last word counts. */
export async function setVerdict(
  tx: Tx,
  id: string,
  review: { verdict: Verdict; by: { id: string | null; name: string } },
): Promise<void> {
  const { verdict, by } = review;
  await tx.$executeRaw`
    UPDATE guardrail_event SET verdict = ${verdict}, reviewed_by_id = ${by.id}::uuid,
      reviewed_by_name = ${by.name}, reviewed_at = now()
    WHERE id = ${id}::uuid`;
}

/** Every event of a revision that waits. */
export async function setRevisionVerdict(
  tx: Tx,
  revisionId: string,
  by: { id: string | null; name: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE guardrail_event SET verdict = 'released', reviewed_by_id = ${by.id}::uuid,
      reviewed_by_name = ${by.name}, reviewed_at = now()
    WHERE revision_id = ${revisionId}::uuid AND verdict IS NULL`;
}

export interface MetricRow {
  at: Date;
  stage: string;
  guard: string;
  action: string;
  events: number;
  count: number;
}

export async function sumEvents(
  { endpoint, from, to }: GuardMetricsQuery,
  stepSeconds: number,
  reach: Reach,
): Promise<MetricRow[]> {
  const where = new EventConditions();
  where.within(reach);
  where.add('g.endpoint_name = ?', endpoint);
  where.add('g.at >= ?', from);
  where.add('g.at < ?', to);
  const bin = `date_bin('${stepSeconds} seconds', g.at, timestamptz '2020-01-01 00:00:00Z')`;
  const result = await pool().query<MetricRow>(
    `SELECT ${bin} AS at, g.stage, g.guard, g.action, count(*)::int AS events, sum(g.count)::int AS count
     ${source} WHERE ${where.sql} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT 20000`,
    where.values,
  );
  return result.rows;
}
