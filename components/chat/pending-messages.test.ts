import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#lib/chat/schemas.ts';
import { initialAnswer } from './answer-state.ts';
import { pendingMessages, shownAnswer, wasNotTakenIn } from './pending-messages.ts';

const live = {
  answerId: 'a1',
  askedAt: '2026-11-21T10:00:00.000Z',
  ask: {
    conversationId: 'c',
    endpoint: 'assistant',
    answerId: 'a1',
    question: { id: 'q1', parentId: null, content: 'Why?' },
  },
  state: { ...initialAnswer, phase: 'writing' as const, text: 'Because', requestId: 'r1' },
};

const stored = (status: ChatMessage['status'], content: string): ChatMessage => ({
  id: 'a1',
  parentId: 'q1',
  role: 'assistant',
  content,
  status,
  requestId: 'r1',
  detail: null,
  feedback: null,
  createdAt: live.askedAt,
});

describe('pendingMessages', () => {
  it('shows the question and the answer as soon as it is asked', () => {
    expect(pendingMessages(live).map(({ role, content, status }) => [role, content, status])).toEqual([
      ['user', 'Why?', 'complete'],
      ['assistant', 'Because', 'streaming'],
    ]);
  });

  it('adds only the answer when an old question is answered again, and nothing when an answer is taken up', () => {
    const again = { ...live, ask: { ...live.ask, question: undefined, questionId: 'q1' } };
    expect(pendingMessages(again).map((message) => message.parentId)).toEqual(['q1']);
    expect(pendingMessages({ ...live, ask: null })).toEqual([]);
  });
});

describe('shownAnswer', () => {
  it('follows the stream while the server only knows that something is being written', () => {
    expect(shownAnswer(stored('streaming', ''), live)).toMatchObject({
      text: 'Because',
      status: 'streaming',
    });
  });

  it('trusts the server once the answer is stored', () => {
    expect(shownAnswer(stored('complete', 'Because so.'), live)).toMatchObject({
      text: 'Because so.',
      status: 'complete',
    });
  });

  it('does not mix up answers', () => {
    expect(shownAnswer({ ...stored('complete', 'Other'), id: 'a2' }, live).text).toBe('Other');
  });
});

describe('wasNotTakenIn', () => {
  const failed = { ...initialAnswer, phase: 'failed' as const };

  it('holds for a question refused before the first event only', () => {
    expect(wasNotTakenIn({ ...live, state: failed }, 'q1')).toBe(true);
    expect(wasNotTakenIn({ ...live, state: { ...failed, lastEventId: 0 } }, 'q1')).toBe(false);
    expect(wasNotTakenIn({ ...live, state: failed }, 'q2')).toBe(false);
    expect(wasNotTakenIn(live, 'q1')).toBe(false);
  });
});
