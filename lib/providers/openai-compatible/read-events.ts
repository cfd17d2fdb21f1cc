import { type FinishReason, type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { estimateUsage } from '../estimate-usage.ts';
import { normaliseUsage } from '../transport/normalise-usage.ts';
import { createOutputBound } from '../transport/output-bound.ts';
import { promptText } from '../transport/prompt-text.ts';
import { type ErrorContext, errorInBody, streamCut } from '../transport/provider-errors.ts';
import { createCallCollector } from './collect-calls.ts';
import { type Chunk, readChunk } from './read-chunk.ts';
import { readStream } from './read-stream.ts';

/** What is known of an answer so far. */
interface Progress {
  text: string;
  refused: boolean;
  finishReason: string | null;
  usage: unknown;
}

/** The chunks of a streamed completion as our events. Throws a `ProviderError` unless a finish event came last. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  request: GenerateRequest,
  context: ErrorContext,
): AsyncGenerator<GenerateEvent> {
  const progress: Progress = { text: '', refused: false, finishReason: null, usage: null };
  const calls = createCallCollector();
  const bound = createOutputBound(context.provider);
  for await (const events of readStream(body, () => progress.text !== '', context)) {
    for (const data of events) {
      if (data === '[DONE]') continue;
      const chunk = parseChunk(data, context);
      bound(chunk.text);
      bound(chunk.thought);
      for (const call of chunk.calls) {
        bound(call.arguments);
        calls.take(call);
      }
      note(progress, chunk);
      if (chunk.text !== '') yield { type: 'delta', text: chunk.text };
    }
  }
  const called = calls.finish();
  // Only the server's word for the end makes the answer whole.
  if (progress.finishReason === null || called === null) throw streamCut(context.provider);
  for (const call of called) yield { type: 'tool-call', call };
  const written = progress.text + called.map((call) => call.name + call.arguments).join('');
  yield {
    type: 'finish',
    reason: finishReason(progress, called.length > 0),
    usage: normaliseUsage(progress.usage) ?? estimateUsage(promptText(request), written),
  };
}

function parseChunk(data: string, context: ErrorContext): Chunk {
  const value = parseJson(data, context);
  const told = errorInBody(value, context);
  if (told !== null) throw told;
  return readChunk(value) ?? raise(context, 'sent something that is not a chunk of a chat completion.');
}

function parseJson(data: string, context: ErrorContext): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return raise(context, 'sent something that is not JSON.');
  }
}

function raise({ provider }: ErrorContext, what: string): never {
  throw new ProviderError('bad_response', `The provider "${provider}" ${what}`, { provider });
}

/** The reason and the usage may come with a text, after it, or each alone. */
function note(progress: Progress, { text, refused, finishReason: reason, usage }: Chunk): void {
  progress.text += text;
  progress.refused ||= refused;
  progress.finishReason = reason ?? progress.finishReason;
  progress.usage = usage ?? progress.usage;
}

/**
 * Names outside OpenAI's list (`eos`, `end_turn`) are other servers' words for a normal end. A call of a tool outweighs a
 * mere `stop`: some servers say so although they call. OpenAI says `stop` of a refusal.
 */
function finishReason({ finishReason: told, refused }: Progress, called: boolean): FinishReason {
  if (told === 'length') return 'length';
  if (told === 'content_filter' || (told === 'stop' && refused)) return 'content-filter';
  return called ? 'tool-calls' : 'stop';
}
