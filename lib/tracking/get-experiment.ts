import { assertMay, type Caller } from '../access/index.ts';
import {
  type ExperimentRow,
  findExperiment,
  findExperimentByName,
  prisma,
  runCounts,
} from './experiment-store.ts';
import { presentExperiment, type StoredExperiment } from './present.ts';

/** A deleted one too. Throws `not_found`. */
export async function getExperiment(
  caller: Caller,
  by: { id: string } | { name: string },
): Promise<StoredExperiment> {
  assertMay(caller, 'runs.read');
  const row: ExperimentRow =
    'id' in by ? await findExperiment(prisma(), by.id) : await findExperimentByName(by.name);
  return presentExperiment(row, (await runCounts([row.id])).get(row.id));
}
