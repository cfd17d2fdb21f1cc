import { type Caller, reachedNames } from '../access/index.ts';
import { findVersionsOfRuns } from './run-versions-store.ts';
import type { Stage } from './schemas.ts';

export interface VersionOfRun {
  model: string;
  version: number;
  stage: Stage;
  createdAt: string;
}

/** Undeleted versions the caller may see whose lineage names one of the runs, newest first, by run id; a run without any is absent. */
export async function versionsOfRuns(
  caller: Caller,
  runIds: readonly string[],
): Promise<Map<string, VersionOfRun[]>> {
  const rows = await findVersionsOfRuns(runIds, reachedNames(caller, 'models.read', 'models'));
  const byRun = Map.groupBy(rows, (row) => row.runId);
  return new Map(
    [...byRun].map(([runId, versions]) => [
      runId,
      versions.map(({ model, version, stage, createdAt }) => ({
        model,
        version,
        stage,
        createdAt: createdAt.toISOString(),
      })),
    ]),
  );
}
