'use client';

import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { timeLeftText } from './progress-estimate.ts';
import type { Ingest } from './use-ingest.ts';
import { counted } from './words.ts';

interface IngestHeaderProps {
  ingest: Ingest | undefined;
  onShowFailed: () => void;
}

/** One line that says how far the documents are. It keeps its height, so nothing below it moves. */
export function IngestHeader({ ingest, onShowFailed }: IngestHeaderProps) {
  if (!ingest) return <Skeleton className="h-13 w-full rounded-md" />;
  const { progress, share, timeLeftMs } = ingest;
  const { total, ready, failed, cancelled, active } = progress;
  const working = active > 0;
  const Icon = working ? LoaderCircle : failed > 0 ? CircleAlert : CircleCheck;
  const parts = [
    working || ready < total
      ? `${ready.toLocaleString('en')} of ${counted(total, 'document')} ready`
      : `${counted(total, 'document')} ready`,
    cancelled > 0 && `${cancelled} cancelled`,
    working && (timeLeftMs === null ? 'estimating the time left' : timeLeftText(timeLeftMs)),
  ].filter((part) => part !== false);
  return (
    <div className="flex h-13 flex-col justify-center gap-1.5 rounded-md border border-border bg-surface px-3">
      <div className="flex min-w-0 items-center gap-2 text-base">
        <Icon
          aria-hidden
          className={
            working
              ? 'size-4 shrink-0 animate-spin text-info motion-reduce:animate-none'
              : failed > 0
                ? 'size-4 shrink-0 text-bad'
                : 'size-4 shrink-0 text-ok'
          }
        />
        <p className="min-w-0 truncate tabular-nums">{parts.join(' · ')}</p>
        {failed > 0 && (
          <Button variant="link" size="sm" className="text-bad" onClick={onShowFailed}>
            {failed.toLocaleString('en')} failed
          </Button>
        )}
      </div>
      {working && <Progress value={share} label="All documents" />}
    </div>
  );
}
