'use client';

import { MessageCircleQuestionMark } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CheckList } from '#lib/health/schemas.ts';

interface HealthSentenceProps {
  list: CheckList | undefined;
  /** Endpoints of which no question is asked. */
  unwatched: readonly string[];
  onAsk: (endpoint: string) => void;
}

const offered = 3;

/** How it is, before anything else. */
export function HealthSentence({ list, unwatched, onAsk }: HealthSentenceProps) {
  if (list === undefined) return <Skeleton className="h-7 w-80" />;
  const { up, down, unknown } = list.counts;
  const [tone, word] = verdictOf(list.counts);
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2 text-lg">
        <StatusBadge tone={tone} className="h-6 text-sm">
          {word}
        </StatusBadge>
        <span className="tabular-nums">
          {down > 0 && `${down} down, `}
          {up} {up === 1 ? 'check' : 'checks'} up{unknown > 0 && `, ${unknown} off or not run`}
        </span>
      </p>
      {unwatched.length > 0 && (
        <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
          Nobody asks {unwatched.length === 1 ? 'this endpoint' : 'these endpoints'} a question:
          {unwatched.slice(0, offered).map((endpoint) => (
            <Button key={endpoint} size="sm" onClick={() => onAsk(endpoint)}>
              <MessageCircleQuestionMark aria-hidden />
              Ask {endpoint}
            </Button>
          ))}
          {unwatched.length > offered && <span>and {unwatched.length - offered} more</span>}
        </p>
      )}
    </div>
  );
}

function verdictOf({ up, down, unknown }: CheckList['counts']): ['ok' | 'bad' | 'neutral', string] {
  if (down > 0) return ['bad', 'Not well'];
  if (unknown > 0) return ['neutral', up > 0 ? 'Not all known' : 'Not known yet'];
  return up > 0 ? ['ok', 'Well'] : ['neutral', 'Nothing checked'];
}
