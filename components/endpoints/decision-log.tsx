'use client';

import { ArrowLeftRight, CalendarClock, CornerDownRight, History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { type LogEntry, logEntries, timeInForce } from './log-entries.ts';

interface DecisionLogProps {
  endpoint: EndpointDetail;
  /** Absent for those who may not change the endpoint. */
  onRollBack?: (config: number) => void;
}

const firstShown = 20;

/** Decisions about what an endpoint serves, newest first: what, who, when, why. */
export function DecisionLog({ endpoint, onRollBack }: DecisionLogProps) {
  const [all, setAll] = useState(false);
  const entries = logEntries(endpoint);
  return (
    <>
      <ol className="flex flex-col gap-4">
        {(all ? entries : entries.slice(0, firstShown)).map((entry) => (
          <Decision
            key={entry.key}
            entry={entry}
            inForce={entry.config === endpoint.config}
            onRollBack={entry.config !== endpoint.config || movedSince(endpoint) ? onRollBack : undefined}
          />
        ))}
      </ol>
      {!all && entries.length > firstShown && (
        <Button size="sm" className="mt-3" onClick={() => setAll(true)}>
          Show {entries.length - firstShown} older
        </Button>
      )}
    </>
  );
}

/** Going back to the configuration in force takes back the moves since it was made. */
function movedSince({ history, moves, config }: EndpointDetail): boolean {
  const since = timeInForce(history, config)?.from;
  return since !== undefined && moves.some(({ at }) => Date.parse(at) > Date.parse(since));
}

interface DecisionProps extends Pick<DecisionLogProps, 'onRollBack'> {
  entry: LogEntry;
  inForce: boolean;
}

function Decision({ entry, inForce, onRollBack }: DecisionProps) {
  const { config, ticket, reason } = entry;
  return (
    <li className="flex gap-3">
      <EntryIcon entry={entry} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 tabular-nums">
            <span className="font-medium">{entry.title}</span>
            {config !== null && <Badge>configuration {config}</Badge>}
            {inForce && <Badge className="bg-accent-soft">in force</Badge>}
          </p>
          {onRollBack && config !== null && (
            <Button size="sm" onClick={() => onRollBack(config)}>
              <Undo2 aria-hidden />
              Roll back to this
              <span className="sr-only">: configuration {config}</span>
            </Button>
          )}
        </div>
        <ul className="text-sm tabular-nums">
          {entry.changes.map((change) => (
            <li key={change} className="[overflow-wrap:anywhere]">
              {change}
            </li>
          ))}
        </ul>
        <p className="text-muted-foreground text-sm">
          {entry.actor} · <RelativeTime at={entry.at} />
          {ticket !== '' && <> · ticket {ticket}</>}
        </p>
        {reason !== '' && (
          <p className="flex gap-1.5 text-muted-foreground text-sm [overflow-wrap:anywhere]">
            <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {reason}
          </p>
        )}
      </div>
    </li>
  );
}

function EntryIcon({ entry: { key } }: { entry: LogEntry }) {
  const Icon = key.startsWith('config') ? History : key.startsWith('move') ? ArrowLeftRight : CalendarClock;
  return <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />;
}
