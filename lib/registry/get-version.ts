import { assertMayAt, type Caller } from '../access/index.ts';
import { presentVersion } from './present.ts';
import type { ModelVersion } from './schemas.ts';
import { aliasesOf, findModel, findVersion, prisma } from './store.ts';

/** One version with its chain. Throws `not_found`. */
export async function getVersion(caller: Caller, name: string, number: number): Promise<ModelVersion> {
  assertMayAt(caller, 'models.read', { kind: 'model', name });
  const model = await findModel(prisma(), name);
  const [version, aliases] = await Promise.all([
    findVersion(prisma(), model, number),
    aliasesOf(prisma(), model.id),
  ]);
  return presentVersion(model, version, aliases);
}
