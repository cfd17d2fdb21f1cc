'use client';

import { CircleAlert, RotateCw } from 'lucide-react';
import { describeError } from '#lib/client/api.ts';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { CopyButton } from './copy-button.tsx';

export interface ErrorStateProps {
  error: unknown;
  /** What could not be done: "The documents could not be loaded." */
  title?: string;
  onRetry?: () => void;
  className?: string;
}

/** Says what happened and why, offers to try again, and shows the request id for the administrator. */
export function ErrorState({
  error,
  title = 'This could not be loaded.',
  onRetry,
  className,
}: ErrorStateProps) {
  const { message, requestId } = describeError(error);
  return (
    <div
      role="alert"
      className={cn('flex gap-3 rounded-md border border-bad/30 bg-bad-soft px-4 py-3', className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-base">{title}</p>
        <p className="text-sm [overflow-wrap:anywhere]">{message}</p>
        {requestId && (
          <p className="mt-1 flex flex-wrap items-center gap-1 text-muted-foreground text-xs">
            Request id <code className="font-mono">{requestId}</code>
            <CopyButton value={requestId} label="Copy request id" />
          </p>
        )}
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  );
}
