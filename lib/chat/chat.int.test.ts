import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { runWorker, settled } from '../../e2e/support/knowledge.ts';
import { seed } from '../../prisma/seed.ts';
import type { BuiltInRole, Caller } from '../access/index.ts';
import { giveFeedback } from '../inference/index.ts';
import { feedbackInputSchema } from '../inference/schemas.ts';
import { prisma } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { AnswerEvent } from '../serving/schemas.ts';
import {
  askQuestion,
  changeConversation,
  chooseBranch,
  deleteConversation,
  getConversation,
  listConversations,
  resumeAnswer,
  stopAnswers,
} from './index.ts';
import type { LiveAnswer } from './live-answers.ts';
import type { Ask, Conversation } from './schemas.ts';

let stopWorker = async () => {};

async function person(role: BuiltInRole): Promise<Caller & { kind: 'user' }> {
  const id = newId();
  const email = `${id}@example.com`;
  await prisma().user.create({ data: { id, email, name: role, passwordHash: 'none' } });
  return userCaller(role, { id, email, name: role });
}

beforeAll(async () => {
  stopWorker = await runWorker();
  await seed();
  await settled('guide');
});

afterAll(() => stopWorker());

function newQuestion(content: string, conversationId = newId(), parentId: string | null = null): Ask {
  return {
    conversationId,
    endpoint: 'assistant',
    question: { id: newId(), parentId, content },
    answerId: newId(),
  };
}

function eventsOf(live: LiveAnswer, after = -1): Promise<AnswerEvent[]> {
  return new Promise((resolve) => {
    const events: AnswerEvent[] = [];
    live.subscribe(
      after,
      (event) => events.push(event),
      () => resolve(events),
    );
  });
}

async function askAndWait(
  caller: Caller,
  ask: Ask,
): Promise<{ events: AnswerEvent[]; conversation: Conversation }> {
  const events = await eventsOf(await askQuestion(caller, ask));
  return { events, conversation: await getConversation(caller, ask.conversationId) };
}

describe('asking', () => {
  it('tells stages, text and citations, and ends when the message is stored', async () => {
    const member = await person('app-team');
    const ask = newQuestion('What is a snapshot?');
    const { events, conversation } = await askAndWait(member, ask);
    expect(events[0]?.type).toBe('start');
    expect(events.filter((event) => event.type === 'stage').map((event) => event.stage)).toEqual([
      'pre-process',
      'retrieve',
      'generate',
      'post-process',
    ]);
    expect(events.find((event) => event.type === 'stage' && event.stage === 'retrieve')).toMatchObject({
      passages: expect.any(Number),
    });
    const text = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
    expect(events.at(-1)).toMatchObject({ type: 'finish', status: 'ok', text });
    expect(conversation).toMatchObject({ title: 'What is a snapshot?', leafMessageId: ask.answerId });
    expect(conversation.messages).toMatchObject([
      { role: 'user', content: 'What is a snapshot?', parentId: null },
      { role: 'assistant', content: text, status: 'complete', parentId: ask.question?.id },
    ]);
    expect(conversation.messages[1]?.detail?.citations.length).toBeGreaterThan(0);
  });

  it('understands a follow-up by the conversation before it', async () => {
    const member = await person('app-team');
    const first = newQuestion('Which roles are there?');
    await askAndWait(member, first);
    const next = newQuestion('And what may a stakeholder do?', first.conversationId, first.answerId);
    const { events } = await askAndWait(member, next);
    expect(events.at(-1)).toMatchObject({
      type: 'finish',
      status: 'ok',
      text: expect.stringMatching(/dashboards/),
    });
  });

  it('joins the answer under way when the same request comes twice', async () => {
    const member = await person('app-team');
    const ask = newQuestion('How do I stop Slipway?');
    const [first, second] = [await askQuestion(member, ask), await askQuestion(member, ask)];
    expect(second).toBe(first);
    await eventsOf(first);
    expect((await getConversation(member, ask.conversationId)).messages).toHaveLength(2);
  });

  it('keeps every variant: regenerated answers and edited questions are siblings', async () => {
    const member = await person('app-team');
    const ask = newQuestion('What is an alias?');
    await askAndWait(member, ask);
    const again: Ask = {
      conversationId: ask.conversationId,
      endpoint: 'assistant',
      questionId: ask.question?.id,
      answerId: newId(),
    };
    await askAndWait(member, again);
    const edited = newQuestion('What is an endpoint?', ask.conversationId, null);
    const { conversation } = await askAndWait(member, edited);
    const answers = conversation.messages.filter((message) => message.parentId === ask.question?.id);
    expect(answers.map((message) => message.id)).toEqual([ask.answerId, again.answerId]);
    expect(conversation.messages.filter((message) => message.parentId === null)).toHaveLength(2);
    await chooseBranch(member, ask.conversationId, again.answerId);
    expect((await getConversation(member, ask.conversationId)).leafMessageId).toBe(again.answerId);
  });

  it('lets two browsers ask in one conversation at once without losing either', async () => {
    const member = await person('app-team');
    const first = newQuestion('What is a provider?');
    await askAndWait(member, first);
    const left = newQuestion('What is a trace?', first.conversationId, first.answerId);
    const right = newQuestion('What is a chunk?', first.conversationId, first.answerId);
    await Promise.all([askAndWait(member, left), askAndWait(member, right)]);
    const { messages } = await getConversation(member, first.conversationId);
    expect(messages).toHaveLength(6);
    expect(messages.every((message) => message.status === 'complete')).toBe(true);
  });

  it('replays from any event on to a reader that comes back', async () => {
    const member = await person('app-team');
    const live = await askQuestion(member, newQuestion('How do I rate an answer?'));
    const all = await eventsOf(live);
    expect(await eventsOf(live, 2)).toEqual(all.slice(3));
    expect((await resumeAnswer(member, live.conversationId, -1)).status).toBe(204);
  });

  it('keeps feedback with the message', async () => {
    const member = await person('app-team');
    const ask = newQuestion('What is declined?');
    const { conversation } = await askAndWait(member, ask);
    const requestId = conversation.messages[1]?.requestId ?? '';
    await giveFeedback(member, requestId, feedbackInputSchema.parse({ thumb: 'up', stars: 4 }));
    expect((await getConversation(member, ask.conversationId)).messages[1]?.feedback).toMatchObject({
      thumb: 'up',
      stars: 4,
    });
  });
});

describe('an answer that never ended', () => {
  async function abandonedMessage(
    caller: Caller & { kind: 'user' },
    requestId: string,
    serverId: string | null,
  ) {
    const conversationId = newId();
    const messageId = newId();
    await prisma().conversation.create({
      data: { id: conversationId, userId: caller.id, endpointName: 'assistant', title: 'T' },
    });
    await prisma().message.create({
      data: {
        id: messageId,
        conversationId,
        role: 'assistant',
        content: '',
        status: 'streaming',
        requestId,
        serverId,
      },
    });
    return conversationId;
  }

  it('is shown as interrupted when its server is gone', async () => {
    const member = await person('app-team');
    const id = await abandonedMessage(member, newId(), newId());
    expect((await getConversation(member, id)).messages[0]).toMatchObject({
      status: 'failed',
      detail: { error: { code: 'interrupted', retryable: true } },
    });
  });

  it('is completed from the log when it had been recorded', async () => {
    const member = await person('app-team');
    const { conversation } = await askAndWait(member, newQuestion('What is a snapshot?'));
    const recorded = conversation.messages[1];
    const id = await abandonedMessage(member, recorded?.requestId ?? '', newId());
    expect((await getConversation(member, id)).messages[0]).toMatchObject({
      status: 'complete',
      content: recorded?.content,
    });
  });

  it('is left alone while its server lives', async () => {
    const member = await person('app-team');
    const serverId = newId();
    await prisma().heartbeat.create({
      data: { processId: serverId, kind: 'server', startedAt: new Date(), seenAt: new Date() },
    });
    const id = await abandonedMessage(member, newId(), serverId);
    expect((await getConversation(member, id)).messages[0]?.status).toBe('streaming');
  });
});

describe('whose conversation', () => {
  it('is hidden from everybody else, administrators included', async () => {
    const [member, admin] = [await person('app-team'), await person('owner')];
    const ask = newQuestion('What is a snapshot?');
    await askAndWait(member, ask);
    const { conversationId } = ask;
    for (const attempt of [
      () => getConversation(admin, conversationId),
      () => changeConversation(admin, conversationId, { title: 'Mine' }),
      () => deleteConversation(admin, conversationId),
      () => stopAnswers(admin, conversationId),
      () => resumeAnswer(admin, conversationId, -1),
      () => chooseBranch(admin, conversationId, ask.answerId),
      () => askQuestion(admin, newQuestion('And now?', conversationId, ask.answerId)),
      () => askQuestion(admin, newQuestion('And now?', conversationId)),
      () => askQuestion(admin, ask),
    ]) {
      await expect(attempt()).rejects.toThrow(/does not exist/);
    }
    expect((await listConversations(admin, {})).items).toEqual([]);
    expect((await getConversation(member, conversationId)).messages).toHaveLength(2);
  });

  it('is closed to viewers', async () => {
    const viewer = await person('stakeholder');
    await expect(askQuestion(viewer, newQuestion('Hello?'))).rejects.toThrow(/permission/);
    await expect(listConversations(viewer, {})).rejects.toThrow(/permission/);
  });

  it('does not take messages of another conversation as parents', async () => {
    const member = await person('app-team');
    const one = newQuestion('What is a snapshot?');
    await askAndWait(member, one);
    await expect(askQuestion(member, newQuestion('And?', newId(), one.answerId))).rejects.toThrow(
      /does not exist/,
    );
  });
});

describe('the list', () => {
  it('finds by title and text, keeps pinned ones first, and renaming does not reorder', async () => {
    const member = await person('app-team');
    const [a, b, c] = [
      newQuestion('What is a snapshot?'),
      newQuestion('What is an alias?'),
      newQuestion('What is a role?'),
    ];
    for (const ask of [a, b, c]) await askAndWait(member, ask);
    await changeConversation(member, a.conversationId, { pinned: true });
    await changeConversation(member, b.conversationId, { title: '100% renamed' });
    const ids = async (q?: string) => (await listConversations(member, { q })).items.map((item) => item.id);
    expect(await ids()).toEqual([a.conversationId, c.conversationId, b.conversationId]);
    expect(await ids('100%')).toEqual([b.conversationId]);
    expect(await ids('immutable')).toContain(a.conversationId);
    await deleteConversation(member, a.conversationId);
    expect(await ids()).toEqual([c.conversationId, b.conversationId]);
  });
});
