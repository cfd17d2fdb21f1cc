/** From rows to the shapes the API answers with. */
import { z } from 'zod';
import type { ExperimentRow, RunCount } from './experiment-store.ts';
import { dataOfRuns, type RunData, type RunRow } from './run-store.ts';
import { type Experiment, type Run, toMetricValue } from './schemas.ts';
import { noteTag } from './tags.ts';

const storedTagsSchema = z.record(z.string(), z.string());

export function tagsOf(row: ExperimentRow): Record<string, string> {
  return storedTagsSchema.parse(row.tags);
}

/** The shape of the API, and what only MLflow's clients ask for. */
export type StoredExperiment = Experiment & { artifactLocation: string | null };
export type StoredRun = Run & { artifactLocation: string | null };

export function presentExperiment(row: ExperimentRow, counts: RunCount | undefined): StoredExperiment {
  const tags = tagsOf(row);
  return {
    id: String(row.id),
    name: row.name,
    description: tags[noteTag] ?? '',
    lifecycle: row.deletedAt === null ? 'active' : 'deleted',
    tags,
    runs: counts?.runs ?? 0,
    lastRunAt: counts?.lastRunAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    artifactLocation: row.artifactLocation,
  };
}

export async function presentRuns(rows: readonly RunRow[]): Promise<StoredRun[]> {
  if (rows.length === 0) return [];
  const data = await dataOfRuns(rows.map((row) => row.id));
  return rows.map((row) => presentRun(row, data.get(row.id) ?? { metrics: [], params: [], tags: [] }));
}

function presentRun(row: RunRow, { metrics, params, tags }: RunData): StoredRun {
  const byKey = recordOf(tags);
  return {
    id: row.id,
    experimentId: row.experiment_id,
    name: row.name,
    description: byKey[noteTag] ?? '',
    status: row.status,
    userName: row.user_name,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    lifecycle: row.deleted_at === null ? 'active' : 'deleted',
    metrics: metrics.map((metric) => ({ ...metric, value: toMetricValue(metric.value) })),
    params: recordOf(params),
    tags: byKey,
    artifactLocation: row.artifact_location,
  };
}

function recordOf(pairs: readonly { key: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}
