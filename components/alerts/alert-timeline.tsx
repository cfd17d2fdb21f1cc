'use client';

import {
  BellRing,
  CircleCheck,
  GitCommitHorizontal,
  type LucideIcon,
  MessageSquareText,
  Send,
  TrendingUp,
  UserRoundCheck,
  Zap,
} from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { AlertEvent } from '#lib/alerts/schemas.ts';
import { eventWords } from './words.ts';

const icons: Record<string, LucideIcon> = {
  fired: BellRing,
  refired: BellRing,
  turned: BellRing,
  told: Send,
  recovering: TrendingUp,
  resolved: CircleCheck,
  acknowledged: UserRoundCheck,
  assigned: UserRoundCheck,
  note: MessageSquareText,
  action: Zap,
};

/** What happened to the alert and around it, oldest first. */
export function AlertTimeline({ events }: { events: readonly AlertEvent[] }) {
  return (
    <section aria-label="Timeline">
      <h3 className="pb-2 font-semibold text-base">Timeline</h3>
      <ol className="flex flex-col gap-3 border-border border-l pl-4">
        {events.map((event) => (
          <TimelineItem key={event.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

function TimelineItem({ event }: { event: AlertEvent }) {
  const Icon = icons[event.kind] ?? GitCommitHorizontal;
  const word = eventWords[event.kind] ?? event.kind;
  return (
    <li className="relative flex flex-col">
      <span className="-left-[1.6rem] absolute top-0.5 rounded-full bg-surface p-0.5 text-muted-foreground">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">
          {event.href === null ? (
            word
          ) : (
            <Link href={event.href} className="underline-offset-4 hover:underline">
              {word}
            </Link>
          )}
        </span>
        {event.by !== null && <span className="text-muted-foreground">{event.by}</span>}
        <RelativeTime at={event.at} className="text-muted-foreground text-xs" />
      </span>
      {event.text !== '' && (
        <span className="whitespace-pre-line text-muted-foreground text-sm [overflow-wrap:anywhere]">
          {event.text}
        </span>
      )}
    </li>
  );
}
