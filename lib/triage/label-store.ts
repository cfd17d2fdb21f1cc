/** Labels, and who put which on a request. Read across features: the log's rows say which endpoint a request is of. */
import { endpointCondition, type Reach } from '../access/index.ts';
import {
  isUniqueViolation,
  type Prisma,
  pgTransaction,
  pool,
  prisma,
  type Tx,
  transaction,
} from '../platform/db.ts';
import type { LabelInput } from './schemas.ts';

export { isUniqueViolation, transaction };
export type LabelRow = Prisma.LabelGetPayload<object>;

export function findLabels(): Promise<LabelRow[]> {
  return prisma().label.findMany({
    orderBy: [{ shortcut: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }],
  });
}

/** Requests by label, of endpoints in reach. */
export async function countLabelled(reach: Reach | null): Promise<Map<string, number>> {
  const values: unknown[] = [];
  const within = endpointCondition(reach, 'i.endpoint_name', (names) => `$${values.push(names)}`);
  const from = within === 'true' ? '' : `JOIN inference i ON i.id = l.inference_id AND ${within}`;
  const { rows } = await pool().query<{ id: string; count: number }>(
    `SELECT l.label_id AS id, count(*)::int AS count FROM inference_label l ${from} GROUP BY 1`,
    values,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export function countLabels(tx: Tx): Promise<number> {
  return tx.label.count();
}

export function insertLabel(tx: Tx, id: string, input: LabelInput): Promise<LabelRow> {
  return tx.label.create({ data: { id, ...input } });
}

export async function lockLabel(tx: Tx, id: string): Promise<LabelRow | null> {
  await tx.$queryRaw`SELECT 1 FROM label WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.label.findUnique({ where: { id } });
}

export function changeLabel(tx: Tx, id: string, input: LabelInput): Promise<LabelRow> {
  return tx.label.update({ where: { id }, data: input });
}

export async function removeLabel(tx: Tx, id: string): Promise<void> {
  await tx.label.delete({ where: { id } });
}

export interface MarkedBy {
  id: string | null;
  name: string;
}

/** Gives how many labels were put on or taken off. What is as it should be already stays with whoever did it first. */
export function setLabels(
  requestIds: readonly string[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  by: MarkedBy,
): Promise<number> {
  return pgTransaction(async (client) => {
    // In one order, so that two people who label the same rows at once wait for each other and not in a circle.
    const added = await client.query(
      `INSERT INTO inference_label (inference_id, label_id, by_id, by_name)
       SELECT r.id, l.id, $3, $4 FROM unnest($1::uuid[]) AS r(id) CROSS JOIN label l WHERE l.id = ANY($2::uuid[])
       ORDER BY r.id, l.id ON CONFLICT DO NOTHING`,
      [requestIds, add, by.id, by.name],
    );
    const removed = await client.query(
      `DELETE FROM inference_label WHERE (inference_id, label_id) IN (
         SELECT inference_id, label_id FROM inference_label
         WHERE inference_id = ANY($1::uuid[]) AND label_id = ANY($2::uuid[])
         ORDER BY inference_id, label_id FOR UPDATE)`,
      [requestIds, remove],
    );
    return (added.rowCount ?? 0) + (removed.rowCount ?? 0);
  });
}

export async function setDone(requestIds: readonly string[], done: boolean, by: MarkedBy): Promise<number> {
  const result = done
    ? await pool().query(
        `INSERT INTO inference_done (inference_id, by_id, by_name)
         SELECT id, $2, $3 FROM unnest($1::uuid[]) AS id ORDER BY id ON CONFLICT DO NOTHING`,
        [requestIds, by.id, by.name],
      )
    : await pool().query('DELETE FROM inference_done WHERE inference_id = ANY($1::uuid[])', [requestIds]);
  return result.rowCount ?? 0;
}

const batch = 5000;

/** Marks on requests that retention has removed, some thousands at a time; gives how many. */
export async function dropLooseMarks(): Promise<number> {
  let total = 0;
  for (const table of ['inference_label', 'inference_done', 'inference_topic']) {
    const { rowCount } = await pool().query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT m.ctid FROM ${table} m WHERE NOT EXISTS (SELECT 1 FROM inference i WHERE i.id = m.inference_id)
           -- A mark made before its request is on record keeps.
           AND m.inference_id < slipway_first_id_at(now() - interval '1 day') LIMIT ${batch}))`,
    );
    total += rowCount ?? 0;
  }
  return total;
}
