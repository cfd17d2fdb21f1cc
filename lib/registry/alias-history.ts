import { assertMayAt, type Caller } from '../access/index.ts';
import { recentAliasMoves } from './history-store.ts';
import { presentAliasMove } from './present.ts';
import type { AliasMove } from './schemas.ts';
import { findModel, prisma } from './store.ts';

/** Every move of one alias, newest first, deletions included. Throws `not_found`. */
export async function aliasHistory(caller: Caller, name: string, alias: string): Promise<AliasMove[]> {
  assertMayAt(caller, 'models.read', { kind: 'model', name });
  const model = await findModel(prisma(), name);
  return (await recentAliasMoves(model.id, alias)).map(presentAliasMove);
}
