import { assertMay, type Caller } from '../access/index.ts';
import { presentMove, presentVersionSummary } from './present.ts';
import type { ModelDetail } from './schemas.ts';
import { aliasesOf, aliasMoves, findModel, prisma, servedBy, versionsOf } from './store.ts';

/** A model with its versions and alias moves, newest first. Throws `not_found`. */
export async function getModel(caller: Caller, name: string): Promise<ModelDetail> {
  assertMay(caller, 'models.read');
  const model = await findModel(prisma(), name);
  const [versions, aliases, moves, served] = await Promise.all([
    versionsOf(model.id),
    aliasesOf(prisma(), model.id),
    aliasMoves(model.id),
    servedBy(prisma(), name),
  ]);
  return {
    name: model.name,
    description: model.description,
    latestVersion: versions[0]?.number ?? null,
    aliases: aliases.map(({ alias, version }) => ({ alias, version })),
    endpoints: [...new Set(served.map((use) => use.endpoint))],
    createdAt: model.createdAt.toISOString(),
    updatedAt: model.updatedAt.toISOString(),
    versions: versions.map((version) => presentVersionSummary(version, aliases)),
    aliasMoves: moves.map(presentMove),
  };
}
