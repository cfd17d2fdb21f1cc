'use client';

import { CircleAlert, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import { formatPercent } from '#components/ui/format.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useAnswerContext } from './answer-context.ts';

/** Words of a sentence whose sources do not fully support it. */
export function DoubtfulText({ check, children }: { check: number; children: ReactNode }) {
  const unsupported = useAnswerContext().checks[check]?.support === 'unsupported';
  return (
    <span
      className={cn(
        'underline decoration-dotted underline-offset-4',
        unsupported ? 'decoration-bad' : 'decoration-warn',
      )}
    >
      {children}
    </span>
  );
}

/** Stands after such a sentence and explains the verdict. */
export function VerdictMark({ check }: { check: number }) {
  const verdict = useAnswerContext().checks[check];
  if (!verdict) return null;
  const unsupported = verdict.support === 'unsupported';
  const label = unsupported ? 'Not supported by its sources' : 'Partly supported by its sources';
  const Icon = unsupported ? CircleAlert : CircleHelp;
  return (
    <Tooltip
      content={
        <span>
          {label}: {formatPercent(verdict.coverage)} of its words stand in{' '}
          {verdict.markers.length === 0 ? 'a cited passage, because it cites none' : 'the passages it cites'}.
          Check before you rely on it.
        </span>
      }
    >
      <button
        type="button"
        aria-label={label}
        className={cn('ml-0.5 inline-flex rounded-sm align-[-2px]', unsupported ? 'text-bad' : 'text-warn')}
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </Tooltip>
  );
}
