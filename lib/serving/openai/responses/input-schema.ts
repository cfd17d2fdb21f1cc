/** Items of a conversation as OpenAI's Responses API has them, read as messages of chat completions. */
import { z } from 'zod';
import type { ChatCompletionRequest } from '../schemas.ts';

const noText =
  'content must be text, or a list of parts of type "input_text" or "output_text": images, sound and files are not supported.';

const partSchema = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.enum(['input_text', 'output_text']), text: z.string() }),
    z.object({ type: z.literal('refusal'), refusal: z.string() }),
  ],
  { error: noText },
);

const contentSchema = z
  .union([z.string(), z.array(partSchema).max(100)], { error: noText })
  .transform((content) =>
    typeof content === 'string'
      ? content
      : content.map((part) => (part.type === 'refusal' ? part.refusal : part.text)).join(''),
  );

const roleProblem = 'role must be "system", "developer", "user" or "assistant".';
const typeProblem =
  'An item is of type "message", "function_call" or "function_call_output". Nothing is stored, so send items whole instead of an "item_reference"; items of built-in tools and of reasoning are not supported.';

const itemSchema = z.discriminatedUnion(
  'type',
  [
    z
      .object({
        type: z.literal('message').optional(),
        role: z.enum(['system', 'developer', 'user', 'assistant'], { error: roleProblem }),
        content: contentSchema,
      })
      .refine(({ role, content }) => role !== 'assistant' || content !== '', {
        path: ['content'],
        error: 'A message of the assistant needs text.',
      }),
    z.object({
      type: z.literal('function_call'),
      call_id: z.string().min(1).max(200),
      name: z.string().min(1).max(128),
      arguments: z.string().max(1_000_000),
    }),
    z.object({
      type: z.literal('function_call_output'),
      call_id: z.string().min(1).max(200),
      output: contentSchema,
    }),
  ],
  { error: typeProblem },
);
type Item = z.output<typeof itemSchema>;

/** A text is a message of the user. */
export const inputSchema = z.preprocess(
  (input) => (typeof input === 'string' ? [{ role: 'user', content: input }] : input),
  z.array(itemSchema, { error: 'input must be text or a list of items.' }).min(1).max(2000),
);

type Message = ChatCompletionRequest['messages'][number];
type AssistantMessage = Extract<Message, { role: 'assistant' }>;

/** Calls join the message of the assistant before them, as chat completions have them. */
export function messagesOf(items: readonly Item[]): Message[] {
  const messages: Message[] = [];
  for (const item of items) {
    if (item.type === 'function_call') addCall(messages, item);
    else if (item.type === 'function_call_output')
      messages.push({ role: 'tool', content: item.output, tool_call_id: item.call_id });
    else messages.push({ role: item.role, content: item.content });
  }
  return messages;
}

function addCall(messages: Message[], item: Extract<Item, { type: 'function_call' }>): void {
  const last = messages.at(-1);
  const caller: AssistantMessage = last?.role === 'assistant' ? last : { role: 'assistant', content: '' };
  if (caller !== last) messages.push(caller);
  const call = {
    id: item.call_id,
    type: 'function' as const,
    function: { name: item.name, arguments: item.arguments },
  };
  caller.tool_calls = [...(caller.tool_calls ?? []), call];
}
