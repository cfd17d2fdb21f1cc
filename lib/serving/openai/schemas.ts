/**
 * The OpenAI chat completions dialect as Slipway speaks it: https://platform.openai.com/docs/api-reference/chat.
 * Fields that would change the answer and are not passed on are refused by name; other unknown fields are ignored.
 */
import { z } from 'zod';
import { type ChatTurn, inputValuesSchema } from '../../chain/schemas.ts';
import type { Unit } from '../unit.ts';
import { messagesSchema, turnOf } from './message-schema.ts';
import { generationFields } from './tools-schema.ts';

export const unsupported = (message: string) => z.null({ error: message }).optional();
const neutral = (message: string) => z.literal(0, { error: message }).nullish();

const refusedFields = {
  n: z.literal(1, { error: 'Only n = 1 is supported: ask once for each answer.' }).nullish(),
  logprobs: z.literal(false, { error: 'Log probabilities are not supported.' }).nullish(),
  top_logprobs: neutral('Log probabilities are not supported.'),
  logit_bias: z
    .record(z.string(), z.unknown())
    .refine((bias) => Object.keys(bias).length === 0, { error: 'logit_bias is not supported.' })
    .nullish(),
  frequency_penalty: neutral('frequency_penalty is not supported: leave it out or send 0.'),
  presence_penalty: neutral('presence_penalty is not supported: leave it out or send 0.'),
  audio: unsupported('Audio is not supported.'),
  modalities: z.array(z.literal('text', { error: 'Only the modality "text" is supported.' })).nullish(),
  web_search_options: unsupported('Web search is not supported.'),
  functions: unsupported('functions is not supported: use tools.'),
  function_call: unsupported('function_call is not supported: use tool_choice.'),
};

/** Who a request is for, and what it is about. */
export const aboutFields = {
  /** The person the program asks for: what sticks to a served entity first. */
  user: z.string().max(200).nullish(),
  /** OpenAI's newer name for `user`. */
  safety_identifier: z.string().max(200).nullish(),
  /** As OpenAI's own field; `conversation_id` sticks to a served entity when no user is named. */
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, { error: 'metadata may hold 16 pairs at most.' })
    .nullish(),
  /** Values for the variables of the version's input signature: Slipway's own field. */
  inputs: inputValuesSchema
    .refine((inputs) => Object.keys(inputs).length <= 100, { error: 'There may be 100 inputs at most.' })
    .nullish(),
};

export const chatCompletionRequestSchema = z.object({
  /** Name of the endpoint. */
  model: z.string().min(1).max(200),
  messages: messagesSchema,
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  max_tokens: z.number().int().min(1).max(100_000).nullish(),
  max_completion_tokens: z.number().int().min(1).max(100_000).nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  ...generationFields,
  ...refusedFields,
  ...aboutFields,
});
export type ChatCompletionRequest = z.output<typeof chatCompletionRequestSchema>;

export function turnsOf(request: ChatCompletionRequest): ChatTurn[] {
  return request.messages.map(turnOf);
}

/** What the caller says should stick to a served entity: the user, else the conversation, else the header. */
export function namedUnit(request: ChatCompletionRequest, header: string | null): Unit | null {
  const conversation = request.metadata?.conversation_id;
  const user = userOf(request);
  if (user) return { kind: 'user', value: user };
  if (conversation) return { kind: 'conversation', value: conversation };
  return header ? { kind: 'header', value: header } : null;
}

/** What is kept with the row. */
export function aboutOf(request: ChatCompletionRequest): {
  user?: string;
  metadata?: Record<string, string>;
} {
  const user = userOf(request);
  return { ...(user && { user }), ...(request.metadata != null && { metadata: request.metadata }) };
}

function userOf({ user, safety_identifier: identifier }: ChatCompletionRequest): string | undefined {
  return user || identifier || undefined;
}

export const feedbackRequestSchema = z.object({
  request_id: z
    .string()
    .transform((id) => id.replace(/^(?:chatcmpl-|resp_)/, ''))
    .pipe(z.uuid()),
  rating: z.enum(['up', 'down']).nullish(),
  score: z.number().int().min(1).max(5).nullish(),
  reasons: z.array(z.string()).max(7).nullish(),
  comment: z.string().max(4000).nullish(),
  correction: z.string().max(20_000).nullish(),
});
