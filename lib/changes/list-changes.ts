import type { z } from 'zod';
import { assertMay, type Caller, may } from '../access/index.ts';
import { mayRead, presentChange, readableChange, withPlaces } from './present-change.ts';
import type { Change, changeListSchema, ListChangesQuery } from './schemas.ts';
import { failInterrupted, findChange, findChanges, prisma } from './store.ts';

/** Proposals looked at for a page; older ones are in the audit log. */
const most = 2000;

/** What waits, or everything, newest first: one's own proposals and those about what one may see. */
export async function listChanges(
  caller: Caller,
  { state, page, pageSize }: ListChangesQuery,
): Promise<z.input<typeof changeListSchema>> {
  assertParty(caller);
  await failInterrupted();
  const rows = await findChanges(state === 'open', most);
  const readable = (await withPlaces(rows)).filter((known) => mayRead(caller, known));
  const shown = readable.slice((page - 1) * pageSize, page * pageSize);
  return { items: shown.map((known) => presentChange(caller, known)), total: readable.length };
}

export async function getChange(caller: Caller, id: string): Promise<Change> {
  assertParty(caller);
  return presentChange(caller, await readableChange(caller, await findChange(prisma(), id)));
}

/** Whoever proposes or decides. */
function assertParty(caller: Caller): void {
  if (!may(caller, 'changes.approve')) assertMay(caller, 'changes.propose');
}
