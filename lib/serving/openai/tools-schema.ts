/** Tools and response formats as OpenAI's clients write them, and as a chain takes them. */
import { z } from 'zod';
import type { GenerationOptions, ResponseFormat, ToolChoice, ToolDefinition } from '../../chain/schemas.ts';
import { AppError } from '../../platform/errors.ts';

export const jsonSchema = z.record(z.string(), z.json());

export const toolNameSchema = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,64}$/, 'A function name has 1 to 64 letters, digits, underscores and hyphens.');

export const onlyFunctions = 'Only tools of type "function" are supported.';

const toolSchema = z.object({
  type: z.literal('function', { error: onlyFunctions }),
  function: z.object({
    name: toolNameSchema,
    description: z.string().max(100_000).nullish(),
    parameters: jsonSchema.nullish(),
    strict: z.boolean().nullish(),
  }),
});

const namedToolSchema = z.object({
  type: z.literal('function', { error: onlyFunctions }),
  function: z.object({ name: toolNameSchema }),
});

const responseFormatSchema = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('text') }),
    z.object({ type: z.literal('json_object') }),
    z.object({
      type: z.literal('json_schema'),
      json_schema: z.object({ name: z.string().min(1).max(64), schema: jsonSchema.nullish() }),
    }),
  ],
  { error: 'type must be "text", "json_object" or "json_schema".' },
);

export const generationFields = {
  tools: z.array(toolSchema).max(128).nullish(),
  tool_choice: z
    .union([z.enum(['none', 'auto', 'required']), namedToolSchema], {
      error:
        'tool_choice must be "none", "auto", "required" or {"type": "function", "function": {"name": …}}.',
    })
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: responseFormatSchema.nullish(),
};

const generationSchema = z.object(generationFields);
export type GenerationFields = z.output<typeof generationSchema>;

/** Throws `invalid` naming the field. Not part of the schema, whose fields others pick. */
export function assertToolsFit({ tools, tool_choice: choice }: GenerationFields): void {
  const names = (tools ?? []).map((tool) => tool.function.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid('tools', `Two tools have the name "${twice}".`);
  if (choice == null || choice === 'none') return;
  if (names.length === 0) throw invalid('tool_choice', 'tool_choice is only allowed when tools are given.');
  if (typeof choice === 'string' || names.includes(choice.function.name)) return;
  throw invalid('tool_choice', `There is no tool "${choice.function.name}" among the tools.`);
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] });
}

export function generationOptionsOf(fields: GenerationFields): GenerationOptions {
  const tools = fields.tools ?? [];
  if (tools.length === 0) return formatOptions(fields);
  const choice = toolChoiceOf(fields.tool_choice);
  return {
    tools: tools.map(toolOf),
    ...(choice !== null && { toolChoice: choice }),
    ...(fields.parallel_tool_calls != null && { parallelToolCalls: fields.parallel_tool_calls }),
    ...formatOptions(fields),
  };
}

function toolOf({
  function: { name, description, parameters, strict },
}: z.output<typeof toolSchema>): ToolDefinition {
  return {
    name,
    ...(description != null && { description }),
    parameters: parameters ?? { type: 'object', properties: {} },
    ...(strict != null && { strict }),
  };
}

function toolChoiceOf(choice: GenerationFields['tool_choice']): ToolChoice | null {
  if (choice == null) return null;
  return typeof choice === 'string' ? choice : { name: choice.function.name };
}

function formatOptions({ response_format: format }: GenerationFields): GenerationOptions {
  if (format == null || format.type === 'text') return {};
  const responseFormat: ResponseFormat = { type: 'json' };
  if (format.type === 'json_object') return { responseFormat };
  const { name, schema } = format.json_schema;
  return { responseFormat: { ...responseFormat, name, ...(schema != null && { schema }) } };
}
