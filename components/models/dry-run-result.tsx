import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { Duration } from '#components/ui/numbers.tsx';
import type { DryRun } from '#lib/registry/schemas.ts';

const toneOf: Record<DryRun['status'], Tone> = { passed: 'ok', failed: 'bad', skipped: 'neutral' };

/** The one question a version answered before it was registered. */
export function DryRunResult({ dryRun }: { dryRun: DryRun }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge tone={toneOf[dryRun.status]}>{dryRun.status}</StatusBadge>
        {dryRun.status !== 'skipped' && (
          <span className="text-muted-foreground text-sm">
            in <Duration ms={dryRun.totalMs} />
          </span>
        )}
      </p>
      {dryRun.message !== '' && <p className="text-sm [overflow-wrap:anywhere]">{dryRun.message}</p>}
      {dryRun.question !== '' && (
        <p dir="auto" className="font-medium text-sm [overflow-wrap:anywhere]">
          {dryRun.question}
        </p>
      )}
      {dryRun.answer !== '' && (
        <p dir="auto" className="whitespace-pre-line text-sm [overflow-wrap:anywhere]">
          {dryRun.answer}
        </p>
      )}
    </div>
  );
}
