import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { type FinishReason, type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { estimateUsage } from '../estimate-usage.ts';
import { normaliseUsage } from '../transport/normalise-usage.ts';
import { type ErrorContext, errorOfChunk, streamCut, toProviderError } from '../transport/provider-errors.ts';

/** A model that never stops would fill memory before its time-out; no answer a person reads is this long. */
const maxOutputChars = 1_000_000;

/** The AI SDK's stream parts as our events. Throws a `ProviderError` unless a finish event came last. */
export async function* readEvents(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  request: GenerateRequest,
  context: ErrorContext,
): AsyncGenerator<GenerateEvent> {
  let text = '';
  let finished = false;
  for await (const part of readParts(stream, () => text !== '', context)) {
    if (part.type === 'error') throw errorOfChunk(part.error, context);
    if (part.type === 'text-delta' && part.delta !== '') {
      text += part.delta;
      if (text.length > maxOutputChars) throw tooLong(context.provider);
      yield { type: 'delta', text: part.delta };
    }
    if (part.type === 'finish') {
      finished = true;
      const prompt = request.turns.map((turn) => turn.content).join('\n');
      yield {
        type: 'finish',
        reason: finishReason(part.finishReason),
        usage: normaliseUsage(part.usage.raw) ?? estimateUsage(prompt, text),
      };
    }
  }
  if (!finished) throw streamCut(context.provider);
}

/** A connection that breaks after the first word is a cut answer, not an unreachable provider. */
async function* readParts(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  begun: () => boolean,
  context: ErrorContext,
): AsyncGenerator<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    const failure = toProviderError(error, context);
    throw begun() && failure.code === 'unavailable' ? streamCut(context.provider, error) : failure;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Names outside OpenAI's list (`eos`, `end_turn`) are other servers' words for a normal end. */
function finishReason({ unified }: LanguageModelV4FinishReason): FinishReason {
  return unified === 'length' || unified === 'content-filter' ? unified : 'stop';
}

function tooLong(provider: string): ProviderError {
  return new ProviderError(
    'bad_response',
    `The provider "${provider}" sent more than ${maxOutputChars.toLocaleString('en')} characters and was stopped.`,
    { provider },
  );
}
