import { assertMayAt, type Caller } from '../access/index.ts';
import { diffDocuments } from '../chain/index.ts';
import { presentVersion } from './present.ts';
import type { VersionComparison } from './schemas.ts';
import { aliasesOf, findModel, findVersion, prisma } from './store.ts';

/** Two versions of a model and how they differ, in words; deleted ones may be compared too. Throws `not_found`. */
export async function compareVersions(
  caller: Caller,
  name: string,
  from: number,
  to: number,
): Promise<VersionComparison> {
  assertMayAt(caller, 'models.read', { kind: 'model', name });
  const model = await findModel(prisma(), name);
  const [fromRow, toRow, aliases] = await Promise.all([
    findVersion(prisma(), model, from),
    findVersion(prisma(), model, to),
    aliasesOf(prisma(), model.id),
  ]);
  const [before, after] = [presentVersion(model, fromRow, aliases), presentVersion(model, toRow, aliases)];
  return { from: before, to: after, differences: diffDocuments(before.chain, after.chain) };
}
