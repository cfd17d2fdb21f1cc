import type { ChatMessage } from '#lib/chat/schemas.ts';
import { type AnswerState, isOver } from './answer-state.ts';
import type { LiveAnswer } from './use-answer-stream.ts';

const blank = { requestId: null, detail: null, feedback: null };

/** What was asked here, as messages, until the server's own arrive. */
export function pendingMessages(live: LiveAnswer | null): ChatMessage[] {
  if (!live?.ask) return [];
  const { ask, askedAt, state } = live;
  const questionId = ask.question?.id ?? ask.questionId ?? null;
  const answer: ChatMessage = {
    ...blank,
    id: ask.answerId,
    parentId: questionId,
    role: 'assistant',
    content: state.text,
    status: statusOf(state),
    requestId: state.requestId,
    detail: state.detail,
    createdAt: askedAt,
  };
  if (!ask.question) return [answer];
  const { id, parentId, content } = ask.question;
  return [{ ...blank, id, parentId, role: 'user', content, status: 'complete', createdAt: askedAt }, answer];
}

/** The server never took this question in: sending it again, as it was, cannot ask it twice. */
export function wasNotTakenIn(live: LiveAnswer | null, questionId: string): boolean {
  return (
    live?.ask?.question?.id === questionId && live.state.phase === 'failed' && live.state.lastEventId < 0
  );
}

function statusOf(state: AnswerState): ChatMessage['status'] {
  if (!isOver(state)) return 'streaming';
  if (state.phase === 'failed') return 'failed';
  return state.status === 'stopped' ? 'stopped' : 'complete';
}

export interface ShownAnswer {
  text: string;
  status: ChatMessage['status'];
  requestId: string | null;
  detail: ChatMessage['detail'];
  citations: AnswerState['citations'];
  error: AnswerState['error'];
  /** Set while the answer is being written here. */
  stage: AnswerState['stage'];
}

/** An answer as it is shown: what is stored, or what is being followed while that is not stored yet. */
export function shownAnswer(message: ChatMessage, live: LiveAnswer | null): ShownAnswer {
  const followed = live?.answerId === message.id ? live.state : null;
  const stored = message.detail !== null || message.status === 'complete' || message.status === 'stopped';
  if (followed === null || (stored && message.status !== 'streaming')) {
    return {
      text: message.content,
      status: message.status,
      requestId: message.requestId,
      detail: message.detail,
      citations: message.detail?.citations ?? [],
      error: message.detail?.error ?? null,
      stage: null,
    };
  }
  return {
    text: followed.text,
    status: statusOf(followed),
    requestId: followed.requestId ?? message.requestId,
    detail: followed.detail,
    citations: followed.citations,
    error: followed.error,
    stage: followed.stage,
  };
}
