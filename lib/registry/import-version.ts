import { assertMayAt, type Caller } from '../access/index.ts';
import { readArtifact } from './artifact/read-artifact.ts';
import type { DryRunner } from './prepare-version.ts';
import { registerVersion } from './register-version.ts';
import type { RegisteredVersion, RegisterVersion } from './schemas.ts';

/**
 * Registers what a zipped folder in MLflow's layout holds as the next version of a model, with the checks of any other.
 * Throws as `registerVersion` does, and `invalid` with the reason `invalid_artifact`.
 */
export async function importVersion(
  caller: Caller,
  name: string,
  archive: Uint8Array,
  options: Pick<RegisterVersion, 'dryRun'>,
  dryRun: DryRunner,
): Promise<RegisteredVersion> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  return registerVersion(caller, name, { ...(await readArtifact(archive)), ...options }, dryRun);
}
