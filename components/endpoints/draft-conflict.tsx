import { GitMerge, TriangleAlert } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { logEntries } from './log-entries.ts';

interface DraftConflictProps {
  endpoint: EndpointDetail;
  /** Number of the configuration the draft was made from. */
  base: number;
  onRebase: () => void;
}

/** Somebody else was quicker: what they did, and the way to keep the draft. */
export function DraftConflict({ endpoint, base, onRebase }: DraftConflictProps) {
  const newer = logEntries(endpoint).filter(({ config }) => config !== null && config > base);
  return (
    <div
      role="alert"
      className="flex flex-col gap-2 rounded-md border border-warn/40 bg-warn-soft px-3 py-2.5"
    >
      <p className="flex items-start gap-2 font-medium">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        The endpoint changed while you were editing. Your draft is kept.
      </p>
      <ul className="flex flex-col gap-1.5 text-sm tabular-nums">
        {newer.map((entry) => (
          <li key={entry.key}>
            Configuration {entry.config} by {entry.actor}, <RelativeTime at={entry.at} />:{' '}
            {entry.changes.join('; ')}
            {entry.reason !== '' && ` (${entry.reason})`}
          </li>
        ))}
      </ul>
      <Button size="sm" className="self-start" onClick={onRebase}>
        <GitMerge aria-hidden />
        Put my changes on configuration {endpoint.config}
      </Button>
    </div>
  );
}
