import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import type { ErrorContext } from '../transport/provider-errors.ts';
import { streamCut, toProviderError } from '../transport/provider-errors.ts';

/**
 * The data of a server-sent event stream as they arrive, the events of one piece of the network together. Leaving the loop
 * early closes the connection. A connection that breaks once `begun` is a cut answer, not an unreachable provider.
 */
export async function* readStream(
  body: ReadableStream<Uint8Array>,
  begun: () => boolean,
  context: ErrorContext,
): AsyncGenerator<readonly string[]> {
  let ready: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => ready.push(data) });
  // Keeps the first half of a character until its second arrives.
  const decoder = new StringDecoder('utf8');
  const reader = body.getReader();
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(decoder.write(value));
      if (ready.length === 0) continue;
      const events = ready;
      ready = [];
      yield events;
    }
    whole = true;
  } catch (error) {
    const failure = toProviderError(error, context);
    throw begun() && failure.code === 'unavailable' ? streamCut(context.provider, error) : failure;
  } finally {
    if (!whole) await reader.cancel().catch(() => undefined);
  }
}
