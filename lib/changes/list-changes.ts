import type { z } from 'zod';
import { assertMay, type Caller, may } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { mayRead, presentChange } from './present-change.ts';
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
  const seen = await Promise.all(rows.map((row) => mayRead(caller, row)));
  const readable = rows.filter((_, index) => seen[index]);
  const shown = readable.slice((page - 1) * pageSize, page * pageSize);
  const items = await Promise.all(shown.map((row) => presentChange(caller, row)));
  return { items, total: readable.length };
}

export async function getChange(caller: Caller, id: string): Promise<Change> {
  assertParty(caller);
  const row = await findChange(prisma(), id);
  if (row === null || !(await mayRead(caller, row))) throw notFound('This change');
  return presentChange(caller, row);
}

/** Whoever proposes or decides. */
function assertParty(caller: Caller): void {
  if (!may(caller, 'changes.approve')) assertMay(caller, 'changes.propose');
}
