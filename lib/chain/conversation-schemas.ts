/** What is said to a model and what it may call: turns, tools, response formats. */
import { z } from 'zod';

export const chatRoleSchema = z.enum(['system', 'user', 'assistant', 'tool']);

/** A model's wish to have a tool of the caller called. */
export const toolCallSchema = z.object({
  id: z.string().max(200),
  name: z.string().max(128),
  /** JSON text as the model wrote it; not necessarily valid. */
  arguments: z.string().max(1_000_000),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

export const chatTurnSchema = z.object({
  role: chatRoleSchema,
  content: z.string(),
  /** Of an assistant's turn that calls tools. */
  toolCalls: z.array(toolCallSchema).max(128).optional(),
  /** Of a tool's turn: the call it answers. */
  toolCallId: z.string().max(200).optional(),
});
export type ChatTurn = z.infer<typeof chatTurnSchema>;

/** A tool of the caller, as it is told to the model; Slipway passes it through and never calls it. */
export const toolDefinitionSchema = z.object({
  name: z.string().min(1).max(128),
  description: z.string().max(100_000).optional(),
  /** JSON Schema of the arguments. */
  parameters: z.record(z.string(), z.json()),
  /** Whether the arguments must fit the schema; left to the provider when absent. */
  strict: z.boolean().optional(),
});
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

export const toolChoiceSchema = z.union([
  z.enum(['auto', 'none', 'required']),
  z.object({ name: z.string().min(1).max(128) }),
]);
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** `json` without a schema asks for any JSON. */
export const responseFormatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({
    type: z.literal('json'),
    name: z.string().max(128).optional(),
    schema: z.record(z.string(), z.json()).optional(),
  }),
]);
export type ResponseFormat = z.infer<typeof responseFormatSchema>;

/** What a request asks of the model besides its turns; handed to the provider as it is. */
export const generationOptionsSchema = z.object({
  tools: z.array(toolDefinitionSchema).max(128).optional(),
  toolChoice: toolChoiceSchema.optional(),
  /** A wish: providers that know no such setting ignore it. */
  parallelToolCalls: z.boolean().optional(),
  responseFormat: responseFormatSchema.optional(),
});
export type GenerationOptions = z.infer<typeof generationOptionsSchema>;
