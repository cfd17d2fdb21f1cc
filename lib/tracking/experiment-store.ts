/** Experiments. Their runs are in `run-store.ts`. */
import type { Experiment as ExperimentRow, Prisma } from '../../prisma/generated/client.ts';
import { type Db, prisma, type Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';

export { isUniqueViolation, prisma, type Tx, transaction } from '../platform/db.ts';
export type { ExperimentRow };

export interface RunCount {
  runs: number;
  lastRunAt: Date | null;
}

export async function findExperiment(db: Db, id: string): Promise<ExperimentRow> {
  const row = await db.experiment.findUnique({ where: { id: Number(id) } });
  if (row === null) throw notFound(`The experiment ${id}`);
  return row;
}

export async function findExperimentByName(name: string): Promise<ExperimentRow> {
  const row = await prisma().experiment.findUnique({ where: { name } });
  if (row === null) throw notFound(`The experiment "${name}"`);
  return row;
}

/** Finds an experiment and lets nobody else change it, nor begin a run in it, until the transaction ends. */
export async function lockExperiment(tx: Tx, id: string): Promise<ExperimentRow> {
  await tx.$queryRaw`SELECT id FROM experiment WHERE id = ${Number(id)} FOR UPDATE`;
  return findExperiment(tx, id);
}

export async function allExperiments(): Promise<ExperimentRow[]> {
  return prisma().experiment.findMany();
}

/** Runs that are not deleted, by experiment; an experiment without any is absent. */
export async function runCounts(ids: readonly number[]): Promise<Map<number, RunCount>> {
  const rows = await prisma().run.groupBy({
    by: ['experimentId'],
    where: { experimentId: { in: [...ids] }, deletedAt: null },
    _count: { _all: true },
    _max: { startedAt: true },
  });
  return new Map(
    rows.map((row) => [row.experimentId, { runs: row._count._all, lastRunAt: row._max.startedAt }]),
  );
}

export async function insertExperiment(
  tx: Tx,
  data: Prisma.ExperimentUncheckedCreateInput,
): Promise<ExperimentRow> {
  return tx.experiment.create({ data });
}

export async function changeExperiment(
  tx: Tx,
  id: number,
  data: Prisma.ExperimentUncheckedUpdateInput,
): Promise<ExperimentRow> {
  return tx.experiment.update({ where: { id }, data });
}

/** Runs that go and come back with their experiment carry its time of deletion. */
export async function deleteRunsOf(tx: Tx, experimentId: number, at: Date): Promise<number> {
  const { count } = await tx.run.updateMany({
    where: { experimentId, deletedAt: null },
    data: { deletedAt: at },
  });
  return count;
}

export async function restoreRunsOf(tx: Tx, experimentId: number, deletedAt: Date): Promise<void> {
  await tx.run.updateMany({ where: { experimentId, deletedAt }, data: { deletedAt: null } });
}
