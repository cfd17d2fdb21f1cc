import { cn } from '#components/ui/cn.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { GuardEvent } from '#lib/guardrails/schemas.ts';
import { actionWords, guardWords } from './words.ts';

interface EventListProps {
  events: readonly GuardEvent[];
  current: string;
  onSelect: (id: string) => void;
}

export function EventList({ events, current, onSelect }: EventListProps) {
  return (
    <ul aria-label="Events" className="divide-y divide-border rounded-md border border-border bg-surface">
      {events.map((event) => (
        <li key={event.id}>
          <button
            type="button"
            aria-current={event.id === current}
            onClick={() => onSelect(event.id)}
            className={cn(
              'flex w-full flex-col gap-0.5 px-3 py-2 text-left hover:bg-muted',
              event.id === current && 'bg-accent-soft',
            )}
          >
            <span className="flex w-full items-baseline gap-2 text-sm">
              <span className="font-medium">
                {actionWords[event.action]}: {guardWords[event.guard]}
              </span>
              <span className="truncate text-muted-foreground">
                {event.endpoint ?? `${event.knowledge} › ${event.document?.name}`}
              </span>
              <RelativeTime at={event.at} className="ml-auto shrink-0 text-muted-foreground text-xs" />
            </span>
            <span className="w-full truncate text-muted-foreground text-sm">
              {event.excerpt || event.kind}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
