/**
 * OpenAI's Responses API as Slipway speaks it, without a memory: https://platform.openai.com/docs/api-reference/responses.
 * What would change the answer and is not passed on is refused by name; other unknown fields are ignored.
 */
import { z } from 'zod';
import { aboutFields, type ChatCompletionRequest, unsupported } from '../schemas.ts';
import { type GenerationFields, jsonSchema, onlyFunctions, toolNameSchema } from '../tools-schema.ts';
import { inputSchema, messagesOf } from './input-schema.ts';

const noMemory = 'Answers are not stored: send the whole conversation as input.';

const refusedFields = {
  previous_response_id: unsupported(`previous_response_id is not supported. ${noMemory}`),
  conversation: unsupported(`conversation is not supported. ${noMemory}`),
  background: z
    .literal(false, { error: 'background is not supported. Answers are not stored: wait, or stream.' })
    .nullish(),
  prompt: unsupported('Stored prompts are not supported: send instructions.'),
  top_logprobs: z.literal(0, { error: 'Log probabilities are not supported.' }).nullish(),
};

const toolSchema = z.object({
  type: z.literal('function', { error: `${onlyFunctions} Built-in tools are not there.` }),
  name: toolNameSchema,
  description: z.string().max(100_000).nullish(),
  parameters: jsonSchema.nullish(),
  strict: z.boolean().nullish(),
});

const formatSchema = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('text') }),
    z.object({ type: z.literal('json_object') }),
    z.object({
      type: z.literal('json_schema'),
      name: z.string().min(1).max(64),
      schema: jsonSchema,
      description: z.string().max(100_000).nullish(),
      strict: z.boolean().nullish(),
    }),
  ],
  { error: 'type must be "text", "json_object" or "json_schema".' },
);

export const responseRequestSchema = z.object({
  /** Name of the endpoint. */
  model: z.string().min(1).max(200),
  input: inputSchema,
  instructions: z.string().max(1_000_000).nullish(),
  stream: z.boolean().nullish(),
  /** Taken, and answered with `false`. */
  store: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  max_output_tokens: z.number().int().min(1).max(100_000).nullish(),
  tools: z.array(toolSchema).max(128).nullish(),
  tool_choice: z
    .union(
      [z.enum(['none', 'auto', 'required']), z.object({ type: z.literal('function'), name: toolNameSchema })],
      {
        error: 'tool_choice must be "none", "auto", "required" or {"type": "function", "name": …}.',
      },
    )
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  text: z.object({ format: formatSchema.nullish() }).nullish(),
  ...refusedFields,
  ...aboutFields,
});
export type ResponseRequest = z.output<typeof responseRequestSchema>;

/** The same question to chat completions. */
export function chatRequestOf(request: ResponseRequest): ChatCompletionRequest {
  const { model, instructions, temperature, top_p, parallel_tool_calls } = request;
  const { user, safety_identifier, metadata, inputs } = request;
  const system = instructions ? [{ role: 'system' as const, content: instructions }] : [];
  return {
    ...{ model, temperature, top_p, parallel_tool_calls, user, safety_identifier, metadata, inputs },
    messages: [...system, ...messagesOf(request.input)],
    max_completion_tokens: request.max_output_tokens,
    tools: request.tools?.map(({ type, ...tool }) => ({ type, function: tool })),
    tool_choice: choiceOf(request.tool_choice),
    response_format: formatOf(request.text?.format),
  };
}

function choiceOf(choice: ResponseRequest['tool_choice']): GenerationFields['tool_choice'] {
  if (choice == null || typeof choice === 'string') return choice;
  return { type: 'function', function: { name: choice.name } };
}

function formatOf(
  format: z.output<typeof formatSchema> | null | undefined,
): GenerationFields['response_format'] {
  if (format?.type !== 'json_schema') return format;
  return { type: 'json_schema', json_schema: { name: format.name, schema: format.schema } };
}

/** What this API calls a field of chat completions. Calls and their messages do not count alike, so that indices go. */
export function namedHere(param: string): string {
  if (param.startsWith('messages')) return 'input';
  if (param.startsWith('response_format')) return 'text.format';
  return /^max_(?:completion_)?tokens$/.test(param) ? 'max_output_tokens' : param;
}
