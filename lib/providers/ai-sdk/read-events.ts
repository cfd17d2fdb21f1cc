import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { type FinishReason, type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { estimateUsage } from '../estimate-usage.ts';
import { type ErrorContext, errorOfChunk, streamCut, toProviderError } from '../transport/provider-errors.ts';
import type { OpenedSdk } from './sdk.ts';

/** A model that never stops would fill memory before its time-out; no answer a person reads is this long. */
const maxOutputChars = 1_000_000;

/** The AI SDK's stream parts as our events. Throws a `ProviderError` unless a finish event came last. */
export async function* readEvents(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  request: GenerateRequest,
  context: ErrorContext,
  readUsage: OpenedSdk['readUsage'],
): AsyncGenerator<GenerateEvent> {
  let text = '';
  let size = 0;
  let begun = false;
  let called = '';
  const grow = (more: string) => {
    size += more.length;
    if (size > maxOutputChars) throw tooLong(context.provider);
  };
  for await (const part of readParts(stream, () => begun, context)) {
    if (part.type === 'error') throw errorOfChunk(part.error, context);
    if (part.type === 'tool-input-delta' || part.type === 'reasoning-delta') grow(part.delta);
    if (part.type === 'text-delta' && part.delta !== '') {
      begun = true;
      text += part.delta;
      grow(part.delta);
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

function promptText({ turns, tools }: GenerateRequest): string {
  const parts = turns.flatMap((turn) => [
    turn.content,
    ...(turn.toolCalls ?? []).map((call) => call.name + call.arguments),
  ]);
  if (tools !== undefined && tools.length > 0) parts.push(JSON.stringify(tools));
  return parts.join('\n');
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

function tooLong(provider: string): ProviderError {
  return new ProviderError(
    'bad_response',
    `The provider "${provider}" sent more than ${maxOutputChars.toLocaleString('en')} characters and was stopped.`,
    { provider },
  );
}
