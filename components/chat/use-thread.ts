'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { type Conversation, conversationSchema } from '#lib/chat/schemas.ts';
import { ApiError, describeError, fetchJson, fetchVoid } from '#lib/client/api.ts';
import { newId } from '#lib/client/ids.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type BranchStep, branchTo, leafToShow, newestLeafUnder, withFinished } from './branch.ts';
import { pendingMessages, wasNotTakenIn } from './pending-messages.ts';
import { type AnswerStream, type LiveAnswer, useAnswerStream } from './use-answer-stream.ts';

export interface Thread {
  conversation: Conversation | undefined;
  error: ApiError | null;
  loading: boolean;
  steps: readonly BranchStep[];
  live: LiveAnswer | null;
  running: boolean;
  reload: () => void;
  send: (text: string) => void;
  /** Asks an edited question beside the old one. */
  edit: (questionId: string, text: string) => void;
  /** Answers a question once more, beside the answers it has. */
  regenerate: (questionId: string) => void;
  /** Shows another sibling. */
  show: (messageId: string) => void;
  stop: () => void;
}

interface ThreadOptions {
  conversationId: string;
  /** What a conversation that begins here talks to. */
  endpoint: string;
  /** A conversation that begins here: the server does not know it before the first question. */
  isDraft: boolean;
  /** The first question of a draft was taken in. */
  onBegun: () => void;
}

/** One conversation: its tree, the branch on screen, and what is being answered. */
export function useThread({ conversationId, endpoint, isDraft, onBegun }: ThreadOptions): Thread {
  const client = useQueryClient();
  const [known, setKnown] = useState(!isDraft);
  const [leaf, setLeaf] = useState<string | null>(null);
  const key = queryKeys.conversations.item(conversationId);

  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: queryKeys.conversations.all }),
    [client],
  );
  const stream = useAnswerStream({
    conversationId,
    onAccepted: () => {
      if (!known) onBegun();
      setKnown(true);
      void client.invalidateQueries({ queryKey: ['conversations', 'list'] });
    },
    onOver: refresh,
  });
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      fetchJson(`/api/conversations/${conversationId}`, conversationSchema, { signal }),
    enabled: known,
    refetchOnWindowFocus: 'always',
  });
  const messages = useMemo(
    // What is over here is over, also while the stored conversation still says that it is being written.
    () => withFinished(query.data?.messages ?? [], pendingMessages(stream.live)),
    [query.data, stream.live],
  );
  const shownLeaf = leafToShow(messages, leaf, query.data?.leafMessageId ?? null);
  const steps = useMemo(() => branchTo(messages, shownLeaf), [messages, shownLeaf]);
  useTakingUp(steps, stream, query.dataUpdatedAt);

  const ask = (question: { parentId: string | null; content: string } | { id: string }) => {
    if (stream.running) return;
    // The next answer takes the place of this one in the stream; keep it until the server's own arrives.
    const finished = pendingMessages(stream.live);
    client.setQueryData<Conversation>(
      key,
      (stored) => stored && { ...stored, messages: withFinished(stored.messages, finished) },
    );
    const answerId = newId();
    setLeaf(answerId);
    stream.ask({
      conversationId,
      endpoint: query.data?.endpoint ?? endpoint,
      answerId,
      ...('id' in question ? { questionId: question.id } : { question: { id: newId(), ...question } }),
    });
  };
  const show = async (messageId: string) => {
    const next = newestLeafUnder(messages, messageId);
    setLeaf(next);
    try {
      await fetchVoid(`/api/conversations/${conversationId}/leaf`, {
        method: 'PUT',
        json: { messageId: next },
      });
    } catch (error) {
      toast.error('This branch is shown here only.', { description: describeError(error).message });
    }
  };
  const repeat = (questionId: string) => {
    const { live } = stream;
    if (live?.ask && wasNotTakenIn(live, questionId)) stream.ask(live.ask);
    else ask({ id: questionId });
  };
  return {
    conversation: query.data,
    error: query.error instanceof ApiError ? query.error : null,
    loading: known && query.isPending,
    steps,
    live: stream.live,
    running: stream.running,
    reload: () => void query.refetch(),
    send: (content) => {
      const lost = steps.at(-1)?.message;
      const lostId = lost?.parentId && wasNotTakenIn(stream.live, lost.parentId) ? lost.id : null;
      const last = steps.findLast(({ message }) => message.role === 'assistant' && message.id !== lostId);
      ask({ parentId: last?.message.id ?? null, content });
    },
    edit: (questionId, content) => {
      const original = messages.find((message) => message.id === questionId);
      if (original) ask({ parentId: original.parentId, content });
    },
    regenerate: repeat,
    show: (messageId) => void show(messageId),
    stop: () =>
      void stream.stop().catch((error: unknown) => {
        toast.error('The answer was not stopped.', { description: describeError(error).message });
      }),
  };
}

/** An answer on screen that is being written, but not followed here: after a reload, or asked in another tab. */
function useTakingUp(steps: readonly BranchStep[], stream: AnswerStream, fetchedAt: number): void {
  const last = steps.at(-1)?.message;
  const unfollowed =
    last?.role === 'assistant' &&
    last.status === 'streaming' &&
    stream.live?.answerId !== last.id &&
    !stream.running
      ? last.id
      : null;
  const { takeUp } = stream;
  // Each fetch that still says "streaming" is a reason to look again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time of the fetch is the trigger
  useEffect(() => {
    if (unfollowed !== null) takeUp(unfollowed);
  }, [unfollowed, takeUp, fetchedAt]);
}
