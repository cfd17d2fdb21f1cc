'use client';

import { ArrowDown } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { OwnQuotaLine } from '#components/limits/own-quota-line.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import type { ChatEndpoint } from '#lib/serving/schemas.ts';
import { type Shortcut, useShortcuts } from '../layout/shortcuts.tsx';
import { Answer } from './answer.tsx';
import { Composer } from './composer.tsx';
import { EmptyChat } from './empty-chat.tsx';
import { EndpointSelect, useEndpointChoice } from './endpoint-choice.tsx';
import { shownAnswer } from './pending-messages.ts';
import { Question } from './question.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useFollowEnd } from './use-follow-end.ts';
import { useOpenSource } from './use-open-source.ts';
import { useStatements } from './use-statements.ts';
import { useThread } from './use-thread.ts';

/** Documents are shown when somebody opens a source, which is after an answer. */
const SourcePanel = lazy(async () => ({ default: (await import('./source-panel.tsx')).SourcePanel }));

interface ThreadViewProps {
  endpoints: readonly ChatEndpoint[];
  conversationId: string;
  isDraft: boolean;
  onBegun: () => void;
}

/** One conversation on screen: its branch, the composer below, a source beside. */
export function ThreadView(props: ThreadViewProps) {
  const choice = useEndpointChoice(props.endpoints);
  const thread = useThread({ ...props, endpoint: choice.endpoint });
  const { source, open, close } = useOpenSource();
  const field = useRef<HTMLTextAreaElement>(null);
  const follow = useFollowEnd(thread.live?.answerId ?? null);
  const announcement = useAnnouncement(thread.live);
  useThreadShortcuts(thread.running, thread.stop, field);

  const last = thread.steps.at(-1)?.message;
  const busy = thread.running || last?.status === 'streaming';
  const sourceMessage = thread.steps.find((step) => step.message.id === source?.answerId)?.message;
  const sourceAnswer = sourceMessage && shownAnswer(sourceMessage, thread.live);
  const citation = sourceAnswer?.citations.find((one) => one.marker === source?.marker);
  const statements = useStatements(sourceAnswer, source?.marker);

  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{thread.conversation?.title ?? 'New chat'}</h1>
        <div
          ref={follow.scroller}
          onScroll={follow.onScroll}
          className="relative min-h-0 flex-1 overflow-y-auto"
        >
          <div className="mx-auto flex min-h-full w-full max-w-[68ch] flex-col px-4 text-lg">
            {thread.error && !thread.conversation && (
              <ErrorState
                error={thread.error}
                title="This conversation could not be opened."
                onRetry={thread.reload}
                className="mt-8"
              />
            )}
            {thread.loading && !thread.error && (
              <div aria-busy className="pt-8">
                <SkeletonText lines={4} />
              </div>
            )}
            {thread.steps.length === 0 && !thread.loading && !thread.error && (
              <EmptyChat
                onAsk={(question) => {
                  thread.send(question);
                  field.current?.focus();
                }}
              />
            )}
            <ol className="flex flex-col gap-4 py-6 empty:hidden">
              {thread.steps.map((step) => (
                <li key={step.message.id}>
                  {step.message.role === 'user' ? (
                    <Question
                      step={step}
                      busy={busy}
                      onEdit={(text) => thread.edit(step.message.id, text)}
                      onShow={thread.show}
                    />
                  ) : (
                    <AnswerStep
                      step={step}
                      thread={thread}
                      busy={busy}
                      openMarker={source?.answerId === step.message.id ? source.marker : null}
                      onOpen={open}
                    />
                  )}
                </li>
              ))}
            </ol>
          </div>
        </div>
        <div className="relative mx-auto w-full max-w-[calc(68ch+2rem)] px-4 pb-[max(0.75rem,env(safe-area-inset-bottom))] text-lg">
          {follow.away && (
            <Button
              size="sm"
              onClick={follow.toEnd}
              className="-translate-x-1/2 -top-10 absolute left-1/2 rounded-full"
            >
              <ArrowDown aria-hidden />
              Newest
            </Button>
          )}
          {thread.steps.length === 0 && !thread.loading && <EndpointSelect choice={choice} />}
          <Composer field={field} running={busy} onSend={thread.send} onStop={thread.stop} />
          <OwnQuotaLine endpoint={thread.conversation?.endpoint ?? choice.endpoint} answering={busy} />
        </div>
        <p aria-live="polite" className="sr-only">
          {announcement}
        </p>
      </div>
      {citation && (
        <Suspense fallback={null}>
          <SourcePanel citation={citation} statements={statements} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

interface AnswerStepProps {
  step: ReturnType<typeof useThread>['steps'][number];
  thread: ReturnType<typeof useThread>;
  busy: boolean;
  openMarker: number | null;
  onOpen: (answerId: string, marker: number) => void;
}

function AnswerStep({ step, thread, busy, openMarker, onOpen }: AnswerStepProps) {
  const { id, parentId } = step.message;
  const openSource = useCallback((marker: number) => onOpen(id, marker), [onOpen, id]);
  return (
    <Answer
      step={step}
      answer={shownAnswer(step.message, thread.live)}
      busy={busy}
      openMarker={openMarker}
      onOpenSource={openSource}
      onRegenerate={() => parentId !== null && thread.regenerate(parentId)}
      onShow={thread.show}
    />
  );
}

function useThreadShortcuts(
  running: boolean,
  stop: () => void,
  field: React.RefObject<HTMLTextAreaElement | null>,
): void {
  const stopNow = useRef(stop);
  stopNow.current = stop;
  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: 'enter', label: 'Send', group: 'Chat' },
      { keys: 'shift+enter', label: 'New line', group: 'Chat' },
      {
        keys: 'escape',
        label: 'Stop the answer',
        group: 'Chat',
        ...(running && { run: () => stopNow.current() }),
      },
      { keys: 'mod+/', label: 'Write a question', group: 'Chat', run: () => field.current?.focus() },
    ],
    [running, field],
  );
  useShortcuts(shortcuts);
}
