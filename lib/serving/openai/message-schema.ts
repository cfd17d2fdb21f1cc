/** Messages of a conversation as OpenAI's clients write them, read as turns. */
import { z } from 'zod';
import type { ChatTurn } from '../../chain/schemas.ts';

const noText =
  'content must be text, or a list of parts of type "text": images, sound and files are not supported.';

const textPartSchema = z.object({ type: z.literal('text', { error: noText }), text: z.string() });

const joined = (parts: readonly string[]) => parts.join('');

const contentSchema = z
  .union([z.string(), z.array(textPartSchema).max(100)], { error: noText })
  .transform((content) => (typeof content === 'string' ? content : joined(content.map(({ text }) => text))));

/** What a model refused to say comes back to it as what it said. */
const assistantContentSchema = z
  .union(
    [
      z.string(),
      z
        .array(z.union([textPartSchema, z.object({ type: z.literal('refusal'), refusal: z.string() })]))
        .max(100),
    ],
    { error: noText },
  )
  .nullish()
  .transform((content) =>
    typeof content === 'string'
      ? content
      : joined((content ?? []).map((part) => (part.type === 'text' ? part.text : part.refusal))),
  );

const toolCallsSchema = z
  .array(
    z.object({
      id: z.string().min(1).max(200),
      type: z
        .literal('function', { error: 'Only tools of type "function" are supported.' })
        .default('function'),
      function: z.object({ name: z.string().min(1).max(128), arguments: z.string().max(1_000_000) }),
    }),
  )
  .max(128)
  .nullish();

const roleProblem =
  'role must be "system", "developer", "user", "assistant" or "tool". The old role "function" is not supported: use tools.';

const messageSchema = z.discriminatedUnion(
  'role',
  [
    z.object({ role: z.enum(['system', 'developer', 'user']), content: contentSchema }),
    z
      .object({ role: z.literal('assistant'), content: assistantContentSchema, tool_calls: toolCallsSchema })
      .refine(({ content, tool_calls }) => content !== '' || (tool_calls ?? []).length > 0, {
        path: ['content'],
        error: 'An assistant message needs content or tool_calls.',
      }),
    z.object({ role: z.literal('tool'), content: contentSchema, tool_call_id: z.string().min(1).max(200) }),
  ],
  { error: roleProblem },
);
type Message = z.output<typeof messageSchema>;

export const messagesSchema = z.array(messageSchema).min(1).max(2000);

export function turnOf(message: Message): ChatTurn {
  const { role, content } = message;
  if (role === 'tool') return { role, content, toolCallId: message.tool_call_id };
  if (role !== 'assistant') return { role: role === 'developer' ? 'system' : role, content };
  const calls = (message.tool_calls ?? []).map((call) => ({ id: call.id, ...call.function }));
  return { role, content, ...(calls.length > 0 && { toolCalls: calls }) };
}
