/**
 * One chunk of a streamed chat completion, read by hand: there are hundreds to an answer, and a schema for each would cost
 * more than all else that is done with them. Unknown fields are passed over; what is known must have its type.
 */

export interface CallDelta {
  index: number | null;
  id: string;
  name: string;
  arguments: string;
}

export interface Chunk {
  text: string;
  /** The text is, or ends with, a refusal to answer. */
  refused: boolean;
  /** What the model thought aloud, which is counted and not shown. */
  thought: string;
  calls: readonly CallDelta[];
  finishReason: string | null;
  /** As it came; null when the chunk tells none. */
  usage: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const none: readonly CallDelta[] = [];

/** Null when it is no chunk of a completion. */
export function readChunk(value: unknown): Chunk | null {
  if (!isFields(value) || !Array.isArray(value.choices)) return null;
  const choice: unknown = value.choices[0];
  if (choice !== undefined && !isFields(choice)) return null;
  const delta = choice?.delta ?? {};
  if (!isFields(delta)) return null;
  const calls = delta.tool_calls ?? none;
  if (!Array.isArray(calls)) return null;
  const content = readContent(delta.content);
  const refusal = textOr(delta.refusal);
  return {
    text: content.text + refusal,
    refused: refusal !== '',
    thought: content.thought + (textOr(delta.reasoning_content) || textOr(delta.reasoning)),
    calls: calls.length === 0 ? none : calls.map(readCall),
    finishReason: textOr(choice?.finish_reason) || null,
    usage: value.usage ?? null,
  };
}

/** A text, or Mistral's list of parts, in which thoughts are lists of texts. */
function readContent(content: unknown): { text: string; thought: string } {
  if (!Array.isArray(content)) return { text: textOr(content), thought: '' };
  const parts = content.filter(isFields);
  return {
    text: parts.map((part) => (part.type === 'text' ? textOr(part.text) : '')).join(''),
    thought: parts
      .filter((part) => part.type === 'thinking' && Array.isArray(part.thinking))
      .map((part) => readContent(part.thinking).text)
      .join(''),
  };
}

function readCall(value: unknown): CallDelta {
  const call = isFields(value) ? value : {};
  const named = isFields(call.function) ? call.function : {};
  return {
    index: typeof call.index === 'number' ? call.index : null,
    id: textOr(call.id),
    name: textOr(named.name),
    arguments: textOr(named.arguments),
  };
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
