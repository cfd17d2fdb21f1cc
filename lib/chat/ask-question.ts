import type { Caller } from '../access/index.ts';
import type { ChatTurn } from '../chain/schemas.ts';
import { guardFor, type RequestGuard } from '../guardrails/index.ts';
import { withheldFrom, withheldText } from '../inference/index.ts';
import { type Tx, transaction } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { isDraining } from '../platform/lifecycle.ts';
import { processId } from '../platform/process-id.ts';
import { answer } from '../serving/index.ts';
import type { AnswerEvent } from '../serving/schemas.ts';
import {
  closeLiveAnswer,
  discardLiveAnswer,
  type LiveAnswer,
  liveAnswer,
  openLiveAnswer,
} from './live-answers.ts';
import { chatUserId } from './own-conversation.ts';
import type { Ask } from './schemas.ts';
import {
  conversationExists,
  findBranch,
  findConversation,
  findMessage,
  finishMessage,
  insertConversation,
  insertMessage,
  updateConversation,
} from './store.ts';
import { titleOf } from './title.ts';

/**
 * Stores the question and starts its answer, which goes on whether or not anybody reads it. Asking again with the same
 * answer id (a retried request) joins the answer already under way.
 */
export async function askQuestion(caller: Caller, ask: Ask): Promise<LiveAnswer> {
  const known = liveAnswer(ask.answerId);
  if (known) {
    if (known.conversationId !== ask.conversationId) throw notFound('This answer');
    await transaction((tx) => requireOwn(tx, caller, ask.conversationId));
    return known;
  }
  if (isDraining()) {
    throw new AppError('unavailable', 'Slipway is restarting. Ask again in a few seconds.', {
      retryAfterSeconds: 5,
    });
  }
  const requestId = newId();
  // Live before the row commits: a reader that sees the row in between must not take it for abandoned.
  const live = openLiveAnswer({ messageId: ask.answerId, conversationId: ask.conversationId, requestId });
  try {
    const prepared = await transaction((tx) => prepare(tx, caller, ask, requestId));
    // Not awaited on purpose: the answer belongs to the conversation, not to the connection that asked for it.
    void runAnswer(caller, live, prepared);
    return live;
  } catch (error) {
    discardLiveAnswer(live);
    throw error;
  }
}

interface Prepared {
  endpoint: string;
  turns: ChatTurn[];
}

async function requireOwn(tx: Tx, caller: Caller, conversationId: string) {
  const row = await findConversation(tx, conversationId, chatUserId(caller));
  if (row === null) throw notFound('This conversation');
  return row;
}

async function prepare(tx: Tx, caller: Caller, ask: Ask, requestId: string): Promise<Prepared> {
  const userId = chatUserId(caller);
  const conversation = await findConversation(tx, ask.conversationId, userId);
  const endpoint = conversation?.endpointName ?? ask.endpoint;
  const kept = keptContent(await guardFor(endpoint), ask);
  if (conversation === null) await startConversation(tx, ask, userId, kept);
  const questionId = await storeQuestion(tx, ask, kept);
  if ((await findMessage(tx, ask.conversationId, ask.answerId)) !== null) {
    throw new AppError('conflict', 'This answer exists already. Reload the conversation to see it.');
  }
  await insertMessage(tx, {
    id: ask.answerId,
    conversationId: ask.conversationId,
    parentId: questionId,
    role: 'assistant',
    content: '',
    status: 'streaming',
    requestId,
    serverId: processId(),
  });
  await updateConversation(tx, ask.conversationId, { leafMessageId: ask.answerId });
  const branch = await findBranch(tx, ask.conversationId, questionId);
  const withheld = await withheldFrom(
    caller,
    branch.flatMap((turn) => turn.requestId ?? []),
  );
  const turns = branch
    .filter((turn) => turn.content !== '' && turn.status !== 'failed')
    .map(
      ({ role, content, requestId }): ChatTurn => ({
        role: role === 'assistant' ? 'assistant' : 'user',
        // A model must not be reminded of what the person may no longer read.
        content: requestId !== null && withheld.has(requestId) ? withheldText : content,
      }),
    );
  // What is stored may be masked; what was asked is answered.
  const asked = turns.at(-1);
  if (ask.question !== undefined && asked?.role === 'user') asked.content = ask.question.content;
  return { endpoint, turns };
}

/** The new question as the endpoint's guardrails allow it to be stored; empty for one that is stored already. */
function keptContent(guard: RequestGuard | null, { question }: Ask): string {
  const content = question?.content ?? '';
  return guard?.kept(content) ?? content;
}

async function startConversation(tx: Tx, ask: Ask, userId: string, kept: string): Promise<void> {
  // The id may belong to somebody else: then it does not exist for this caller, and cannot be made either.
  if (ask.question === undefined || (await conversationExists(tx, ask.conversationId))) {
    throw notFound('This conversation');
  }
  await insertConversation(tx, {
    id: ask.conversationId,
    userId,
    endpointName: ask.endpoint,
    title: titleOf(kept),
  });
}

async function storeQuestion(tx: Tx, ask: Ask, kept: string): Promise<string> {
  if (ask.question === undefined) {
    const existing = await findMessage(tx, ask.conversationId, ask.questionId ?? '');
    if (existing?.role !== 'user') throw notFound('The question to answer again');
    return existing.id;
  }
  const { id, parentId } = ask.question;
  const existing = await findMessage(tx, ask.conversationId, id);
  if (existing !== null) {
    if (existing.role === 'user' && existing.content === kept) return id;
    throw new AppError('conflict', 'A message with this id exists already. Reload the conversation.');
  }
  if (parentId !== null) {
    const parent = await findMessage(tx, ask.conversationId, parentId);
    if (parent?.role !== 'assistant') throw notFound('The answer this question follows');
  }
  await insertMessage(tx, { id, conversationId: ask.conversationId, parentId, role: 'user', content: kept });
  return id;
}

const messageStatus = {
  ok: 'complete',
  declined: 'complete',
  stopped: 'stopped',
  error: 'failed',
  refused: 'failed',
} as const;

async function runAnswer(caller: Caller, live: LiveAnswer, prepared: Prepared): Promise<void> {
  let last: AnswerEvent | null = null;
  const outcome = await answer(
    {
      requestId: live.requestId,
      endpoint: prepared.endpoint,
      turns: prepared.turns,
      inputs: {},
      caller,
      source: 'chat',
      conversationId: live.conversationId,
      clientRequestId: null,
      unit: null,
      onLimits: (headers) => live.tellLimits(headers),
      signal: live.stopper.signal,
    },
    (event) => {
      // The end is told only once the message is stored, so that a reader who reloads on it finds it.
      if (event.type === 'finish' || event.type === 'error') last = event;
      else live.publish(event);
    },
  );
  try {
    await finishMessage(live.messageId, {
      content: outcome.kept.text,
      status: messageStatus[outcome.status],
      detail: outcome.kept.detail,
    });
  } finally {
    if (last !== null) live.publish(last);
    closeLiveAnswer(live);
  }
}
