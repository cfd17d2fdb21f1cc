import { assertMay, type Caller, type Permission } from '../access/index.ts';
import { presentRuns, type StoredRun } from './present.ts';
import { findRuns } from './run-store.ts';

/** A deleted one too. Who may change a run is told how it stands after the change. Throws `not_found`. */
export async function getRun(
  caller: Caller,
  id: string,
  permission: Extract<Permission, 'runs.read' | 'runs.write'> = 'runs.read',
): Promise<StoredRun> {
  const [run] = await getRuns(caller, [id], permission);
  if (run === undefined) throw new Error('findRuns answers every id or throws');
  return run;
}

/** In the order of the ids. Throws `not_found` for the first that does not exist. */
export async function getRuns(
  caller: Caller,
  ids: readonly string[],
  permission: Extract<Permission, 'runs.read' | 'runs.write'> = 'runs.read',
): Promise<StoredRun[]> {
  assertMay(caller, permission);
  return presentRuns(await findRuns(ids));
}
