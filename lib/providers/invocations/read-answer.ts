import { z } from 'zod';
import type { FinishReason } from '../contract.ts';

export interface InvocationAnswer {
  text: string;
  reason: FinishReason;
  /** The `usage` object as it came, if any. */
  usage: unknown;
}

/** Members that hold a prediction's text, the likeliest first. */
const textMembers = [
  'content',
  'text',
  'answer',
  'output_text',
  'output',
  'response',
  'result',
  'generated_text',
  'prediction',
] as const;

/** Deeper than any server nests its answer. */
const maxDepth = 6;

const objectSchema = z.record(z.string(), z.unknown());
const finishSchema = z.object({
  choices: z.tuple([z.object({ finish_reason: z.string() })]).rest(z.unknown()),
});

/**
 * The answer in what `/invocations` sent: OpenAI's `choices`; `predictions` as a text, a list or objects; the same without
 * the wrapping, as MLflow sends for its chat task; `messages` and `output` of Databricks' agents. One question was asked,
 * so the first prediction counts. Null when no text is found.
 */
export function readAnswer(body: unknown): InvocationAnswer | null {
  const text = textOf(body, 0);
  if (text === null) return null;
  const finish = finishSchema.safeParse(body);
  const word = finish.success ? finish.data.choices[0].finish_reason : 'stop';
  const whole = objectSchema.safeParse(body);
  return { text, reason: reasonOf(word), usage: whole.success ? whole.data.usage : undefined };
}

function reasonOf(word: string): FinishReason {
  if (word === 'length') return 'length';
  return word === 'content_filter' ? 'content-filter' : 'stop';
}

function textOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (depth > maxDepth) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : textOfList(value, depth);
  const object = objectSchema.safeParse(value);
  if (!object.success) return null;
  const { predictions, choices, message, messages } = object.data;
  if (predictions !== undefined) return textOf(predictions, depth + 1);
  if (choices !== undefined) return textOf(choices, depth + 1);
  if (message !== undefined) return textOf(message, depth + 1);
  if (Array.isArray(messages)) return textOf(messages.at(-1), depth + 1);
  for (const name of textMembers) {
    const text = textOf(object.data[name], depth + 1);
    if (text !== null) return text;
  }
  return null;
}

const partSchema = z.object({ type: z.string() });
const textPart = /^(output_)?text$/;

/** Parts of one message (`{type: 'text', text}`) belong together; in every other list the first item is the answer. */
function textOfList(list: readonly unknown[], depth: number): string | null {
  const parts = list.map((item) => partSchema.safeParse(item));
  if (!parts.every((part) => part.success)) return textOf(list[0], depth + 1);
  const isText = parts.some((part) => textPart.test(part.data.type));
  const chosen = list.filter((_, index) => {
    const type = parts[index]?.data?.type ?? '';
    return isText ? textPart.test(type) : type === 'message';
  });
  const texts = chosen.map((item) => textOf(item, depth + 1)).filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join('');
}
