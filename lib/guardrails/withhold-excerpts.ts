import { type Caller, principalsOf } from '../access/index.ts';
import type { GuardEvent } from './schemas.ts';
import { findWithheldEvents } from './withheld-store.ts';

/** What stands for words of a document that the reviewer may not read. */
export const withheldExcerpt = 'Withheld: this may hold words of a document that you may not read.';

/** Reviewing is not reading: what guards found is told, the words around it are for the document's readers. */
export async function withholdExcerpts(caller: Caller, events: readonly GuardEvent[]): Promise<GuardEvent[]> {
  const principals = principalsOf(caller);
  if (principals === null || events.length === 0) return [...events];
  const withheld = await findWithheldEvents(
    events.map(({ id }) => id),
    principals,
  );
  return events.map((event) => (withheld.has(event.id) ? { ...event, excerpt: withheldExcerpt } : event));
}

export async function withholdExcerpt(caller: Caller, event: GuardEvent): Promise<GuardEvent> {
  return (await withholdExcerpts(caller, [event]))[0] ?? event;
}
