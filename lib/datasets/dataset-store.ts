import { isUniqueViolation, type Prisma, pool, type Tx, transaction } from '../platform/db.ts';
import type { DatasetInput, DatasetPageQuery } from './schemas.ts';

export { isUniqueViolation, transaction };
export type DatasetRow = Prisma.DatasetGetPayload<object> & { items: number; expected: number };

const counted = `d.id, d.name, d.description, d.created_by_name AS "createdByName", d.created_at AS "createdAt",
  d.updated_at AS "updatedAt",
  (SELECT count(*)::int FROM dataset_item i WHERE i.dataset_id = d.id) AS items,
  (SELECT count(*)::int FROM dataset_item i WHERE i.dataset_id = d.id AND i.expected IS NOT NULL) AS expected`;

export async function findDatasets({ q, page, pageSize }: DatasetPageQuery) {
  const where = `($1::text IS NULL OR strpos(lower(d.name), lower($1)) > 0)`;
  const [rows, count] = await Promise.all([
    pool().query<DatasetRow>(
      `SELECT ${counted} FROM dataset d WHERE ${where} ORDER BY d.updated_at DESC, d.id DESC LIMIT $2 OFFSET $3`,
      [q ?? null, pageSize, (page - 1) * pageSize],
    ),
    pool().query<{ total: number }>(`SELECT count(*)::int AS total FROM dataset d WHERE ${where}`, [
      q ?? null,
    ]),
  ]);
  return { rows: rows.rows, total: count.rows[0]?.total ?? 0 };
}

export async function findDataset(id: string): Promise<DatasetRow | null> {
  const { rows } = await pool().query<DatasetRow>(`SELECT ${counted} FROM dataset d WHERE d.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function insertDataset(
  tx: Tx,
  id: string,
  input: DatasetInput,
  by: { id: string | null; name: string },
): Promise<void> {
  await tx.dataset.create({ data: { id, ...input, createdById: by.id, createdByName: by.name } });
}

export async function lockDataset(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM dataset WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.dataset.findUnique({ where: { id } });
}

export async function changeDataset(tx: Tx, id: string, input: DatasetInput): Promise<void> {
  await tx.dataset.update({ where: { id }, data: { ...input, updatedAt: new Date() } });
}

export async function removeDataset(tx: Tx, id: string): Promise<void> {
  await tx.dataset.delete({ where: { id } });
}
