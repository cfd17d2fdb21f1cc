import { assertMay, type Caller } from '../access/index.ts';
import { allExperiments, runCounts } from './experiment-store.ts';
import { presentExperiment, type StoredExperiment } from './present.ts';
import type { Lifecycle } from './schemas.ts';

/** Those with the newest runs first, then the newest. */
export async function listExperiments(
  caller: Caller,
  lifecycle: Lifecycle | 'all',
): Promise<StoredExperiment[]> {
  assertMay(caller, 'runs.read');
  const rows = (await allExperiments()).filter(
    (row) => lifecycle === 'all' || (row.deletedAt === null) === (lifecycle === 'active'),
  );
  const counts = await runCounts(rows.map((row) => row.id));
  const lastUse = (experiment: StoredExperiment) => experiment.lastRunAt ?? '';
  return rows
    .map((row) => presentExperiment(row, counts.get(row.id)))
    .sort((a, b) =>
      lastUse(a) === lastUse(b) ? Number(b.id) - Number(a.id) : lastUse(a) < lastUse(b) ? 1 : -1,
    );
}
