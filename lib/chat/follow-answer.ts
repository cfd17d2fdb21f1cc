import type { Caller } from '../access/index.ts';
import { eventStreamResponse } from '../platform/http/event-stream.ts';
import { type LiveAnswer, liveAnswersOf } from './live-answers.ts';
import { ownConversation } from './own-conversation.ts';

/** Streams an answer's events after index `after`, each with its index as event id. */
export async function followAnswer(live: LiveAnswer, after = -1): Promise<Response> {
  const limits = await live.limits;
  return eventStreamResponse(
    (sink) =>
      live.subscribe(
        after,
        (event, index) => sink.send({ id: index, data: JSON.stringify(event) }),
        () => sink.close(),
      ),
    { headers: { 'x-slipway-request-id': live.requestId, ...limits } },
  );
}

/** Takes up the running answer of a conversation again; 204 when nothing runs there. */
export async function resumeAnswer(caller: Caller, conversationId: string, after: number): Promise<Response> {
  await ownConversation(caller, conversationId);
  const running = liveAnswersOf(conversationId).find((live) => !live.ended);
  return running ? followAnswer(running, after) : new Response(null, { status: 204 });
}
