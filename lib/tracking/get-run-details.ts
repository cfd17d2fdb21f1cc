import type { Caller } from '../access/index.ts';
import { versionsOfRuns } from '../registry/index.ts';
import { getExperiment } from './get-experiment.ts';
import { getRuns } from './get-run.ts';
import type { RunDetail } from './schemas.ts';

/** Runs with their experiments and the versions registered from them, in the order of the ids. Throws `not_found`. */
export async function getRunDetails(caller: Caller, ids: readonly string[]): Promise<RunDetail[]> {
  const runs = await getRuns(caller, ids);
  const experimentIds = [...new Set(runs.map((run) => run.experimentId))];
  const [experiments, versions] = await Promise.all([
    Promise.all(experimentIds.map((id) => getExperiment(caller, { id }))),
    versionsOfRuns(caller, ids),
  ]);
  const names = new Map(experiments.map(({ id, name }) => [id, name]));
  return runs.map((run) => ({
    ...run,
    experimentName: names.get(run.experimentId) ?? '',
    versions: versions.get(run.id) ?? [],
  }));
}

/** Throws `not_found`. */
export async function getRunDetail(caller: Caller, id: string): Promise<RunDetail> {
  const [run] = await getRunDetails(caller, [id]);
  if (run === undefined) throw new Error('getRunDetails answers every id or throws');
  return run;
}
