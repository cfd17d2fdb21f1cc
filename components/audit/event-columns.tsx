import type { Column } from '#components/ui/data-table.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { AuditEvent } from '#lib/audit-log/schemas.ts';
import { EventSentence } from './event-sentence.tsx';

export const eventColumns: readonly Column<AuditEvent>[] = [
  {
    id: 'at',
    header: 'Time',
    className: 'w-28 whitespace-nowrap max-sm:hidden',
    cell: (event) => <RelativeTime at={event.at} className="text-muted-foreground" />,
  },
  {
    id: 'event',
    header: 'What happened',
    alwaysShown: true,
    className: 'w-full min-w-56',
    cell: (event) => (
      <>
        <EventSentence event={event} />
        <RelativeTime at={event.at} className="block text-muted-foreground text-sm sm:hidden" />
      </>
    ),
  },
  {
    id: 'action',
    header: 'Action',
    initiallyHidden: true,
    className: 'whitespace-nowrap',
    cell: (event) => <code className="font-mono text-sm">{event.action}</code>,
  },
  {
    id: 'address',
    header: 'Address',
    className: 'whitespace-nowrap max-lg:hidden',
    cell: (event) =>
      event.address === null ? '–' : <code className="font-mono text-sm">{event.address}</code>,
  },
  {
    id: 'sequence',
    header: 'Entry',
    align: 'right',
    className: 'max-md:hidden',
    cell: (event) => event.sequence ?? '–',
  },
];
