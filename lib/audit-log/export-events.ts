import { stringify } from 'csv-stringify/sync';
import { assertMay, type Caller } from '../access/index.ts';
import { presentEvent } from './present.ts';
import type { AuditEvent, AuditFilters } from './schemas.ts';
import { findEvents } from './store.ts';

const pageSize = 500;

const columns = [
  'sequence',
  'id',
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'action',
  'refused',
  'subjectKind',
  'subjectId',
  'subjectName',
  'ticket',
  'address',
  'before',
  'after',
] as const;

function flat({
  actor,
  subject,
  before,
  after,
  ...event
}: AuditEvent): Record<(typeof columns)[number], unknown> {
  return {
    ...event,
    refused: String(event.refused),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectName: subject.name,
    before: before === null ? '' : JSON.stringify(before),
    after: after === null ? '' : JSON.stringify(after),
  };
}

/** Streams the events a filter selects, newest first, page by page: memory stays flat however many there are. */
export async function* exportEvents(
  caller: Caller,
  filters: AuditFilters,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  assertMay(caller, 'audit.read');
  if (format === 'csv') yield `${columns.join(',')}\n`;
  let cursor: string | undefined;
  do {
    const rows = await findEvents(filters, { cursor, limit: pageSize, json: 'whole' });
    if (rows.length > 0) yield linesOf(rows.map(presentEvent), format);
    cursor = rows.length < pageSize ? undefined : rows.at(-1)?.id;
  } while (cursor !== undefined);
}

function linesOf(events: readonly AuditEvent[], format: 'csv' | 'jsonl'): string {
  if (format === 'jsonl') return events.map((event) => `${JSON.stringify(event)}\n`).join('');
  // escape_formulas keeps a name that begins with "=" from running in somebody's spreadsheet.
  return stringify(events.map(flat), { columns: [...columns], escape_formulas: true });
}
