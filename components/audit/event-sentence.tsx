import { Ban, Ticket } from 'lucide-react';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import type { AuditEvent } from '#lib/audit-log/schemas.ts';
import { describeEvent } from './describe-event.ts';

/** What happened, as one sentence with its ticket; a refusal is marked. */
export function EventSentence({ event }: { event: AuditEvent }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5 gap-y-1 [overflow-wrap:anywhere]">
      {event.refused && (
        <StatusBadge tone="warn" icon={Ban}>
          refused
        </StatusBadge>
      )}
      <span>
        {describeEvent(event).map((part, at) => (
          <span
            key={part.kind === 'word' ? part.text : part.kind}
            className={part.kind === 'word' ? 'text-muted-foreground' : 'font-medium text-foreground'}
          >
            {at > 0 && !/^[,:]/.test(part.text) && ' '}
            {part.text}
          </span>
        ))}
      </span>
      {event.ticket !== '' && (
        <Badge>
          <Ticket aria-label="Ticket" className="size-3.5 shrink-0" />
          <span className="truncate">{event.ticket}</span>
        </Badge>
      )}
    </span>
  );
}
