import { type EventSink, eventStreamResponse } from '../../../platform/http/event-stream.ts';
import type { AnswerOutcome } from '../../answer-contract.ts';
import { type AnswerFeed, firstSign } from '../answer-feed.ts';
import { failedAnswerResponse } from '../errors.ts';
import { servedHeaders } from '../served-headers.ts';
import { saidBy } from './output-items.ts';
import { outputStream, type SendEvent } from './output-stream.ts';
import { namedHere } from './request-schema.ts';
import { endedBody, openBody, type ResponseIdentity, statusOf } from './response-body.ts';

function numbered(sink: EventSink): SendEvent {
  let next = 0;
  return (type, fields) => {
    sink.send({ event: type, data: JSON.stringify({ type, sequence_number: next, ...fields }) });
    next += 1;
  };
}

/** As with chat completions, headers wait for the first token: an early failure gets a real HTTP status. */
export async function streamResponse(identity: ResponseIdentity, feed: AnswerFeed): Promise<Response> {
  const { served, failed } = await firstSign(feed);
  if (failed) return failedAnswerResponse(await feed.outcome, namedHere);
  return eventStreamResponse(
    (sink) => {
      const send = numbered(sink);
      send('response.created', { response: openBody(identity) });
      send('response.in_progress', { response: openBody(identity) });
      const output = outputStream(identity.requestId, send);
      feed.subscribe((event) => output.take(event));
      void feed.outcome.then((outcome) => {
        sendEnd(identity, outcome, { output, send });
        sink.close();
      });
      return () => feed.stop();
    },
    { headers: servedHeaders(identity.requestId, served) },
  );
}

interface End {
  output: ReturnType<typeof outputStream>;
  send: SendEvent;
}

function sendEnd(identity: ResponseIdentity, outcome: AnswerOutcome, { output, send }: End): void {
  const status = statusOf(outcome);
  // What broke off is not passed off as done: its items stay open.
  if (status !== 'failed') output.end(saidBy(outcome), status);
  send(`response.${status}`, { response: endedBody(identity, outcome) });
}

/** A failed or stopped stream ends without these, and is not what the same request should get again. */
export function endsResponse(stream: Buffer): boolean {
  return ['completed', 'incomplete'].some((status) => stream.includes(`\nevent: response.${status}\n`));
}
