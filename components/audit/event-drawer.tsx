'use client';

import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { UrlDrawer } from '#components/ui/drawer.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatMoment } from '#components/ui/format.ts';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import type { AuditEventDetail } from '#lib/audit-log/schemas.ts';
import { actorName, hrefOf, subjectName } from './describe-event.ts';
import { EventDiff } from './event-diff.tsx';
import { EventSentence } from './event-sentence.tsx';
import { useAuditEvent } from './queries.ts';
import type { AuditFilterState } from './use-filters.ts';

interface EventDrawerProps {
  /** Narrows the log to what an event has in common with others. */
  onFilter: (filter: Partial<AuditFilterState>) => void;
}

/** One event: what changed, who and from where, and its place in the chain. */
export function EventDrawer({ onFilter }: EventDrawerProps) {
  return (
    <UrlDrawer param="event" title="Audit event">
      {(id) => <EventDetails id={id} onFilter={onFilter} />}
    </UrlDrawer>
  );
}

function EventDetails({ id, onFilter }: EventDrawerProps & { id: string }) {
  const { data: event, error, refetch } = useAuditEvent(id);
  if (error)
    return <ErrorState error={error} title="The event could not be loaded." onRetry={() => void refetch()} />;
  if (event === undefined) return <SkeletonText lines={4} />;
  return (
    <div className="flex flex-col gap-6">
      <p className="text-base">
        <EventSentence event={event} />
      </p>
      <section aria-label="What changed" className="flex flex-col gap-2">
        <h3 className="font-medium text-base">What changed</h3>
        <EventDiff event={event} />
      </section>
      <section aria-label="Who and where" className="flex flex-col gap-2">
        <h3 className="font-medium text-base">Who and where</h3>
        <KeyValues items={circumstances(event)} />
        <Narrow event={event} onFilter={onFilter} />
      </section>
      <section aria-label="Place in the chain" className="flex flex-col gap-2">
        <h3 className="font-medium text-base">Place in the chain</h3>
        <KeyValues items={placeOf(event)} />
      </section>
    </div>
  );
}

function circumstances(event: AuditEventDetail): KeyValue[] {
  const href = hrefOf(event);
  const subject = `${event.subject.kind} ${subjectName(event)}`;
  return [
    { key: 'Time', value: <time dateTime={event.at}>{formatMoment(new Date(event.at))}</time> },
    { key: 'Who', value: event.erased.actor ? 'erased' : whoOf(event) },
    {
      key: 'Address',
      value: event.address ?? (event.erased.actor ? 'erased' : 'none: not over the network'),
    },
    ...(event.userAgent === null ? [] : [{ key: 'Browser', value: event.userAgent }]),
    { key: 'Action', value: <code className="font-mono text-sm">{event.action}</code> },
    {
      key: 'About',
      value:
        href === null ? (
          subject
        ) : (
          <Link href={href} className="text-accent-text hover:underline">
            {subject}
          </Link>
        ),
    },
    ...(event.ticket === '' ? [] : [{ key: 'Ticket', value: event.ticket }]),
  ];
}

function whoOf(event: AuditEventDetail): string {
  const name = actorName(event);
  return event.actor.kind === 'api-key' ? name : `${name} (${event.actor.kind})`;
}

function placeOf(event: AuditEventDetail): KeyValue[] {
  return [
    { key: 'Entry', value: event.sequence ?? 'not linked' },
    { key: 'Hash', value: <Hash value={event.hash} /> },
    { key: 'Entry before', value: <Hash value={event.previousHash} /> },
  ];
}

function Hash({ value }: { value: string | null }) {
  if (value === null) return 'none';
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="truncate font-mono text-sm">{value}</code>
      <CopyButton value={value} label="Copy hash" />
    </span>
  );
}

function Narrow({ event, onFilter }: EventDrawerProps & { event: AuditEventDetail }) {
  const { actor, subject, ticket, address } = event;
  const links = [
    actor.id !== null && { label: 'More by the same', filter: { actor: actor.id } },
    subject.name !== null && { label: 'More about this', filter: { subject: subject.name } },
    ticket !== '' && { label: 'More of this ticket', filter: { ticket } },
    address !== null && { label: 'More from this address', filter: { address } },
  ].filter((link) => link !== false);
  return (
    <div className="flex flex-wrap gap-2">
      {links.map(({ label, filter }) => (
        <Button key={label} size="sm" onClick={() => onFilter(filter)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
