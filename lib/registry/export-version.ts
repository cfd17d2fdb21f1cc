import type { Caller } from '../access/index.ts';
import { artifactName, zipArtifact } from './artifact/write-artifact.ts';
import { getVersion } from './get-version.ts';

/** A version as a zipped folder in MLflow's layout; equal bytes for an unchanged version. Throws `not_found`. */
export async function exportVersion(
  caller: Caller,
  name: string,
  number: number,
): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const version = await getVersion(caller, name, number);
  return { fileName: `${artifactName(version)}.zip`, bytes: zipArtifact(version) };
}
