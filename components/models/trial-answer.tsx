'use client';

import { CircleAlert, CircleSlash } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { AnswerContext } from '#components/chat/answer-context.ts';
import { type AnswerState, isOver, stageLine } from '#components/chat/answer-state.ts';
import { useStatements } from '#components/chat/use-statements.ts';
import { Count, Duration } from '#components/ui/numbers.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Trial } from './trial-state.ts';

/** Markdown and documents weigh much, and are not needed before somebody asks. */
const AnswerText = dynamic(
  () => import('#components/chat/answer-text.tsx').then((module) => module.AnswerText),
  { ssr: false, loading: () => <Skeleton className="w-2/3" /> },
);
const SourceDrawer = dynamic(
  () => import('#components/chat/source-panel.tsx').then((module) => module.SourceDrawer),
  { ssr: false },
);

/** The answer of a version being tried, with its citations, times and tokens. */
export function TrialAnswer({ trial }: { trial: Trial }) {
  const { answer } = trial;
  const [marker, setMarker] = useState<number | null>(null);
  const checks = answer.detail?.checks;
  const context = useMemo(
    () => ({
      citations: answer.citations,
      checks: checks ?? [],
      openSource: setMarker,
      openMarker: marker,
    }),
    [answer.citations, checks, marker],
  );
  const statements = useStatements(answer, marker ?? undefined);
  const source = answer.citations.find((citation) => citation.marker === marker);
  const over = isOver(answer);
  return (
    <div className="flex flex-col gap-3">
      <div aria-busy={!over} className="flex min-w-0 flex-col gap-2 text-lg [overflow-wrap:anywhere]">
        {answer.text !== '' && (
          <AnswerContext value={context}>
            <AnswerText text={answer.text} streaming={!over} checks={checks ?? []} />
          </AnswerContext>
        )}
        {!over && (answer.text === '' || answer.stage?.name === 'post-process') && (
          <p className="animate-pulse text-base text-muted-foreground">{stageLine(answer.stage)}</p>
        )}
      </div>
      <Ending answer={answer} />
      <Figures trial={trial} />
      {source && <SourceDrawer citation={source} statements={statements} onClose={() => setMarker(null)} />}
    </div>
  );
}

function Ending({ answer }: { answer: AnswerState }) {
  if (answer.phase === 'failed') {
    return (
      <p
        role="alert"
        className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm [overflow-wrap:anywhere]"
      >
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        {answer.error?.message ?? 'It could not be answered, and the reason was not given.'}
      </p>
    );
  }
  if (answer.status !== 'stopped') return null;
  return (
    <p className="flex items-center gap-1.5 text-muted-foreground text-sm">
      <CircleSlash aria-hidden className="size-4" />
      Stopped before the end.
    </p>
  );
}

function Figures({ trial: { answer, firstWordMs, totalMs, usage } }: { trial: Trial }) {
  if (totalMs === null) return null;
  const { length } = answer.citations;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 border-border border-t pt-2 text-muted-foreground text-sm tabular-nums">
      {firstWordMs !== null && (
        <span>
          first word <Duration ms={firstWordMs} />
        </span>
      )}
      <span>
        total <Duration ms={totalMs} />
      </span>
      {usage !== null && (
        <span>
          <Count value={usage.inputTokens} /> tokens in, <Count value={usage.outputTokens} /> out
        </span>
      )}
      <span>
        {length} {length === 1 ? 'citation' : 'citations'}
      </span>
      {answer.requestId !== null && answer.detail !== null && (
        <Link
          href={`/inferences/${answer.requestId}`}
          className="text-accent-text underline underline-offset-2"
        >
          trace
        </Link>
      )}
    </p>
  );
}
