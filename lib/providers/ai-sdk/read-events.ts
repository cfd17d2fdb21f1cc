import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { FinishReason, GenerateEvent, GenerateRequest } from '../contract.ts';
import { estimateUsage } from '../estimate-usage.ts';
import { createOutputBound } from '../transport/output-bound.ts';
import { promptText } from '../transport/prompt-text.ts';
import { type ErrorContext, errorOfChunk, streamCut, toProviderError } from '../transport/provider-errors.ts';
import type { OpenedSdk } from './sdk.ts';

/** The AI SDK's stream parts as our events. Throws a `ProviderError` unless a finish event came last. */
export async function* readEvents(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  request: GenerateRequest,
  context: ErrorContext,
  readUsage: OpenedSdk['readUsage'],
): AsyncGenerator<GenerateEvent> {
  let text = '';
  let begun = false;
  let called = '';
  const bound = createOutputBound(context.provider);
  for await (const part of readParts(stream, () => begun, context)) {
    if (part.type === 'error') throw errorOfChunk(part.error, context);
    if (part.type === 'tool-input-delta' || part.type === 'reasoning-delta') bound(part.delta);
    if (part.type === 'text-delta' && part.delta !== '') {
      begun = true;
      text += part.delta;
      bound(part.delta);
      yield { type: 'delta', text: part.delta };
    }
    // Tools the vendor runs by itself were never offered; the caller could not answer them.
    if (part.type === 'tool-call' && part.providerExecuted !== true) {
      begun = true;
      called += part.toolName + part.input;
      yield {
        type: 'tool-call',
        call: { id: part.toolCallId, name: part.toolName, arguments: part.input === '' ? '{}' : part.input },
      };
    }
    if (part.type === 'finish') {
      // The SDK closes every stream with a finish of its own; only the vendor's word for it makes the answer whole.
      if (part.finishReason.raw === undefined) throw streamCut(context.provider);
      yield {
        type: 'finish',
        reason: finishReason(part.finishReason, called !== ''),
        usage: readUsage(part.usage) ?? estimateUsage(promptText(request), text + called),
      };
      return;
    }
  }
  throw streamCut(context.provider);
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

/**
 * Names outside OpenAI's list (`eos`, `end_turn`) are other servers' words for a normal end. A call of a tool outweighs a
 * mere `stop`: some servers say so although they call.
 */
function finishReason({ unified }: LanguageModelV4FinishReason, called: boolean): FinishReason {
  if (unified === 'length' || unified === 'content-filter') return unified;
  return called ? 'tool-calls' : 'stop';
}
