import type { Caller } from '../access/index.ts';
import { getRunDetails } from './get-run-details.ts';
import type { MetricValue, RunComparison, RunDetail } from './schemas.ts';

/** Runs side by side, in the order of the ids. Throws `not_found` for the first that does not exist. */
export async function compareRuns(caller: Caller, ids: readonly string[]): Promise<RunComparison> {
  const runs = await getRunDetails(caller, ids);
  return {
    runs,
    params: compared(runs, (run) => new Map(Object.entries(run.params))),
    metrics: compared<MetricValue>(runs, (run) => new Map(run.metrics.map(({ key, value }) => [key, value]))),
    tags: compared(runs, (run) => new Map(Object.entries(run.tags))),
  };
}

function compared<T>(runs: readonly RunDetail[], valuesOf: (run: RunDetail) => ReadonlyMap<string, T>) {
  const columns = runs.map(valuesOf);
  const keys = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort();
  return keys.map((key) => {
    const values = columns.map((column) => column.get(key) ?? null);
    return { key, values, differs: new Set(values).size > 1 };
  });
}
