import { StatusBadge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ExportRun } from '#lib/log-export/schemas.ts';

const causes = { schedule: 'at night', request: 'asked for', privacy: 'to take something out' } as const;

export function RunState({ run }: { run: ExportRun }) {
  const { state, filesDone, filesTotal } = run;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {state === 'running' && (
        <StatusBadge tone="info">
          Writing {filesDone} of {filesTotal}
        </StatusBadge>
      )}
      {state === 'done' && <StatusBadge tone="ok">Up to date</StatusBadge>}
      {state === 'failed' && <StatusBadge tone="bad">Failed</StatusBadge>}
      <span className="text-muted-foreground">
        <RelativeTime at={run.finishedAt ?? run.startedAt} />, {causes[run.cause]}
      </span>
      {run.error !== null && <span className="text-bad">{run.error}</span>}
    </span>
  );
}
