'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatCount } from '#components/ui/format.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useErasure } from './queries.ts';

const tones = { queued: 'info', running: 'info', done: 'ok', failed: 'warn' } as const;

/** How far an erasure is, and its certificate at the end. */
export function ErasureCard({ id }: { id: string }) {
  const { data } = useErasure(id);
  if (data === undefined) return null;
  const { state, steps, total, error, finishedAt, createdAt, certificate } = data;
  return (
    <Card
      title="Erasure"
      description={error ?? undefined}
      actions={
        certificate && (
          <Button asChild size="sm">
            <a href={`/api/privacy/erasures/${id}/certificate`} download={`erasure-${id}.json`}>
              Download certificate
            </a>
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <p aria-live="polite" className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={tones[state]}>{state}</StatusBadge>
          <span>
            {steps.length} of {total} steps, <RelativeTime at={finishedAt ?? createdAt} />
          </span>
        </p>
        <Progress value={total === 0 ? null : steps.length / total} label="Progress of the erasure" />
        <KeyValues items={steps.map(({ label, count }) => ({ key: label, value: formatCount(count) }))} />
      </div>
    </Card>
  );
}
