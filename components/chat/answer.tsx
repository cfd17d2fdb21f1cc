'use client';

import { CircleAlert, CircleSlash, RefreshCw, RotateCw, Route } from 'lucide-react';
import Link from 'next/link';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { AnswerContext } from './answer-context.ts';
import { stageLine } from './answer-state.ts';
import type { BranchStep } from './branch.ts';
import { FeedbackBar } from './feedback-bar.tsx';
import type { ShownAnswer } from './pending-messages.ts';
import { SiblingSwitch } from './sibling-switch.tsx';

/** Markdown, math and colours of code weigh more than the rest of the page, and whoever begins a chat needs none of it yet. */
const loadAnswerText = () => import('./answer-text.tsx');
const AnswerText = lazy(async () => ({ default: (await loadAnswerText()).AnswerText }));

interface AnswerProps {
  step: BranchStep;
  answer: ShownAnswer;
  busy: boolean;
  openMarker: number | null;
  onOpenSource: (marker: number) => void;
  onRegenerate: () => void;
  onShow: (messageId: string) => void;
}

export function Answer({ step, answer, busy, openMarker, onOpenSource, onRegenerate, onShow }: AnswerProps) {
  const writing = answer.status === 'streaming';
  // While the answer is still being thought about.
  useEffect(() => void loadAnswerText(), []);
  const checks = answer.detail?.checks;
  const context = useMemo(
    () => ({ citations: answer.citations, checks: checks ?? [], openSource: onOpenSource, openMarker }),
    [answer.citations, checks, onOpenSource, openMarker],
  );
  return (
    <div className="flex flex-col gap-2" aria-busy={writing}>
      <h2 className="sr-only">Answer</h2>
      {answer.text !== '' && (
        <AnswerContext value={context}>
          <Suspense
            fallback={
              <p dir="auto" className="answer-text whitespace-pre-wrap">
                {answer.text}
              </p>
            }
          >
            <AnswerText text={answer.text} streaming={writing} checks={checks ?? []} />
          </Suspense>
        </AnswerContext>
      )}
      {writing && (answer.text === '' || answer.stage?.name === 'post-process') && (
        <p className="animate-pulse text-muted-foreground">{stageLine(answer.stage)}</p>
      )}
      {answer.status === 'stopped' && (
        <p className="flex items-center gap-1.5 text-muted-foreground text-sm">
          <CircleSlash aria-hidden className="size-4" />
          Stopped before the end.
        </p>
      )}
      {answer.status === 'failed' && <Failure answer={answer} busy={busy} onRetry={onRegenerate} />}
      {!writing && (
        <div className="flex flex-wrap items-center gap-x-1">
          {answer.text !== '' && <CopyButton value={answer.text} label="Copy answer" className="-ml-1.5" />}
          {answer.status !== 'failed' && (
            <IconButton
              label="Answer once more"
              icon={<RefreshCw aria-hidden />}
              disabled={busy}
              onClick={onRegenerate}
            />
          )}
          <TraceLink requestId={answer.requestId} />
          <SiblingSwitch step={step} what="answer" onShow={onShow} />
          {answer.requestId !== null && answer.status !== 'failed' && (
            <FeedbackBar key={answer.requestId} requestId={answer.requestId} given={step.message.feedback} />
          )}
        </div>
      )}
    </div>
  );
}

function Failure({ answer, busy, onRetry }: { answer: ShownAnswer; busy: boolean; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-md border border-bad/30 bg-bad-soft px-4 py-3"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">The answer could not be completed.</p>
        <p className="text-sm [overflow-wrap:anywhere]">
          {answer.error?.message ?? 'The reason was not recorded. Ask again.'}
        </p>
        {answer.requestId && (
          <p className="pt-1 text-muted-foreground text-xs">
            Request id <code className="font-mono">{answer.requestId}</code>
          </p>
        )}
      </div>
      <Button size="sm" disabled={busy} onClick={onRetry}>
        <RotateCw aria-hidden />
        Try again
      </Button>
    </div>
  );
}

/** For those who may look behind an answer. */
function TraceLink({ requestId }: { requestId: string | null }) {
  const me = useMe();
  if (requestId === null || !can(me.data, 'inferences.read')) return null;
  return (
    <Tooltip content="Why this answer?">
      <Link
        href={`/inferences/${requestId}`}
        aria-label="Why this answer? Opens its trace"
        className="inline-flex size-7 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover hover:text-foreground"
      >
        <Route aria-hidden className="size-4" />
      </Link>
    </Tooltip>
  );
}
