/** Reads an answer's event stream; see `docs/` of the API for the wire format: `id: <n>` and `data: <AnswerEvent>`. */
import { createParser } from 'eventsource-parser';
import { answerEventSchema } from '#lib/serving/schemas.ts';
import type { NumberedEvent } from './answer-state.ts';

/** Yields the events of a `text/event-stream` body. Events this version does not know are skipped. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<NumberedEvent> {
  let ready: NumberedEvent[] = [];
  const parser = createParser({
    onEvent: (message) => {
      const parsed = parseEvent(message.id, message.data);
      if (parsed) ready.push(parsed);
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of chunksOf(body)) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    const now = ready;
    ready = [];
    yield* now;
  }
}

function parseEvent(id: string | undefined, data: string): NumberedEvent | null {
  const number = Number(id);
  if (id === undefined || !Number.isInteger(number)) return null;
  const event = answerEventSchema.safeParse(parseJson(data));
  return event.success ? { id: number, event: event.data } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Not every browser can iterate a stream directly. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
