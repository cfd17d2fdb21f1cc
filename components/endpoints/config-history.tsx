import { CornerDownRight } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { splitText } from './entity-words.ts';

/** Decisions about what an endpoint serves, newest first. */
export function ConfigHistory({ endpoint }: { endpoint: EndpointDetail }) {
  return (
    <ol className="flex flex-col gap-3">
      {endpoint.history.map((entry) => (
        <li key={entry.number} className="flex flex-col gap-0.5 border-border border-l-2 pl-3">
          <p className="flex flex-wrap items-center gap-x-2 tabular-nums">
            <span className="font-medium">Configuration {entry.number}</span>
            {entry.number === endpoint.config && <Badge>in force</Badge>}
            <span className="text-muted-foreground text-sm">
              {entry.createdBy} · <RelativeTime at={entry.createdAt} />
            </span>
          </p>
          <p className="text-sm tabular-nums">{splitText(entry.servedEntities)}</p>
          {entry.reason !== '' && (
            <p className="flex gap-1.5 text-muted-foreground text-sm [overflow-wrap:anywhere]">
              <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              {entry.reason}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
