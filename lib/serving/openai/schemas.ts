/**
 * The OpenAI chat completions dialect as Slipway speaks it: https://platform.openai.com/docs/api-reference/chat.
 * Unknown fields are ignored, as OpenAI's own clients expect of compatible servers.
 */
import { z } from 'zod';
import { type ChatTurn, inputValuesSchema } from '../../chain/schemas.ts';
import type { Unit } from '../unit.ts';

const textPartSchema = z.object({ type: z.literal('text'), text: z.string() });

const contentSchema = z
  .union([z.string(), z.array(textPartSchema).max(100)], {
    error: 'content must be text, or a list of parts of type "text".',
  })
  .transform((content) =>
    typeof content === 'string' ? content : content.map((part) => part.text).join(''),
  );

const messageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: contentSchema,
});

export const chatCompletionRequestSchema = z.object({
  /** Name of the endpoint. */
  model: z.string().min(1).max(200),
  messages: z.array(messageSchema).min(1).max(500),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  max_tokens: z.number().int().min(1).max(100_000).nullish(),
  max_completion_tokens: z.number().int().min(1).max(100_000).nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  n: z.literal(1, { error: 'Only n = 1 is supported.' }).nullish(),
  tools: z.array(z.unknown()).max(0, { error: 'Tools are not supported by this endpoint.' }).nullish(),
  /** The person the program asks for: what sticks to a served entity first. */
  user: z.string().max(200).nullish(),
  /** As OpenAI's own field; `conversation_id` sticks to a served entity when no user is named. */
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, { error: 'metadata may hold 16 pairs at most.' })
    .nullish(),
  /** Values for the variables of the version's input signature: Slipway's own field. */
  inputs: inputValuesSchema
    .refine((inputs) => Object.keys(inputs).length <= 100, { error: 'There may be 100 inputs at most.' })
    .nullish(),
});
export type ChatCompletionRequest = z.output<typeof chatCompletionRequestSchema>;

export function turnsOf(request: ChatCompletionRequest): ChatTurn[] {
  return request.messages.map(({ role, content }) => ({
    role: role === 'developer' ? 'system' : role,
    content,
  }));
}

/** What the caller says should stick to a served entity: the user, else the conversation, else the header. */
export function namedUnit(request: ChatCompletionRequest, header: string | null): Unit | null {
  const conversation = request.metadata?.conversation_id;
  if (request.user) return { kind: 'user', value: request.user };
  if (conversation) return { kind: 'conversation', value: conversation };
  return header ? { kind: 'header', value: header } : null;
}

export const feedbackRequestSchema = z.object({
  request_id: z
    .string()
    .transform((id) => id.replace(/^chatcmpl-/, ''))
    .pipe(z.uuid()),
  rating: z.enum(['up', 'down']).nullish(),
  score: z.number().int().min(1).max(5).nullish(),
  reasons: z.array(z.string()).max(7).nullish(),
  comment: z.string().max(4000).nullish(),
  correction: z.string().max(20_000).nullish(),
});
