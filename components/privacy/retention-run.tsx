'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatCount } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { describeError } from '#lib/client/api.ts';
import type { RetentionRun } from '#lib/privacy/schemas.ts';
import { useApplyRetention, useRetention } from './queries.ts';

const tones = { running: 'info', done: 'ok', failed: 'bad' } as const;

function removedText(removed: RetentionRun['removed']): string {
  const parts = Object.entries(removed).filter(([, count]) => count > 0);
  if (parts.length === 0) return 'nothing was past its days';
  return parts.map(([name, count]) => `${formatCount(count)} ${name}`).join(', ');
}

/** How the last removal went, and a button for one now. */
export function RetentionRunCard() {
  const { data } = useRetention();
  const apply = useApplyRetention();
  const last = data?.last ?? null;
  return (
    <Card
      title="Removal of old data"
      description="Every night at 02:23 UTC, or now."
      actions={
        <Button size="sm" busy={apply.isPending || last?.state === 'running'} onClick={() => apply.mutate()}>
          Remove now
        </Button>
      }
    >
      <div aria-live="polite" className="flex flex-wrap items-center gap-2 text-base">
        {last === null ? (
          <span className="text-muted-foreground">It has not run yet.</span>
        ) : (
          <>
            <StatusBadge tone={tones[last.state]}>{last.state}</StatusBadge>
            <RelativeTime at={last.finishedAt ?? last.startedAt} />
            <span className="text-muted-foreground">{last.error ?? removedText(last.removed)}</span>
          </>
        )}
        {apply.error && <span className="text-bad">{describeError(apply.error).message}</span>}
      </div>
    </Card>
  );
}
