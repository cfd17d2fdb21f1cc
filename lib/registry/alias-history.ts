import { assertMay, type Caller } from '../access/index.ts';
import { presentMove } from './present.ts';
import type { AliasMove } from './schemas.ts';
import { aliasMoves, findModel, prisma } from './store.ts';

/** Every move of one alias, newest first, deletions included. Throws `not_found`. */
export async function aliasHistory(caller: Caller, name: string, alias: string): Promise<AliasMove[]> {
  assertMay(caller, 'models.read');
  const model = await findModel(prisma(), name);
  return (await aliasMoves(model.id, alias)).map(presentMove);
}
