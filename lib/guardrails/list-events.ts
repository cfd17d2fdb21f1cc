import { assertMay, type Caller, reachOf } from '../access/index.ts';
import { countOpen, findEvents } from './event-store.ts';
import { presentEvent } from './present-event.ts';
import type { EventPage, EventPageQuery } from './schemas.ts';
import { withholdExcerpts } from './withhold-excerpts.ts';

/** What guardrails did where the caller may review it, newest first. */
export async function listEvents(caller: Caller, query: EventPageQuery): Promise<EventPage> {
  assertMay(caller, 'guardrails.review');
  const reach = reachOf(caller, 'guardrails.review');
  if (reach === null) return { items: [], next: null, open: 0 };
  const [rows, open] = await Promise.all([findEvents(query, reach), countOpen(reach)]);
  const items = await withholdExcerpts(caller, rows.slice(0, query.limit).map(presentEvent));
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null, open };
}
