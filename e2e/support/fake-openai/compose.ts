import { z } from 'zod';

const contentSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string() })).transform((parts) => parts.map((part) => part.text).join('')),
]);

const functionCallSchema = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const messageSchema = z.object({
  role: z.string(),
  content: contentSchema.nullish().transform((content) => content ?? ''),
  tool_calls: z.array(functionCallSchema).optional(),
  tool_call_id: z.string().optional(),
});

const toolSchema = z.object({
  type: z.literal('function'),
  function: z.object({ name: z.string(), parameters: z.looseObject({}).optional() }),
});

export const completionRequestSchema = z.object({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ])
    .optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({ type: z.literal('json_schema'), json_schema: z.looseObject({ name: z.string() }) }),
    ])
    .optional(),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.number().int().optional(),
});
export type CompletionRequest = z.infer<typeof completionRequestSchema>;

/**
 * Calls of tools as a model might make: each tool the last question names, or the one it must call, with the question as
 * every argument. Empty when it need not call any.
 */
export function composeToolCalls({ messages, tools = [], tool_choice: choice = 'auto' }: CompletionRequest) {
  const last = messages.at(-1);
  if (choice === 'none' || last?.role !== 'user') return [];
  const wanted = tools.filter(({ function: { name } }) =>
    typeof choice === 'string' ? last.content.includes(name) : choice.function.name === name,
  );
  const called = wanted.length === 0 && choice === 'required' ? tools.slice(0, 1) : wanted;
  return called.map(({ function: { name, parameters } }, index) => ({
    id: `call_${index}`,
    type: 'function' as const,
    function: { name, arguments: JSON.stringify(filled(parameters?.properties, last.content)) },
  }));
}

/** Every property of a schema with the same text. */
function filled(properties: unknown, text: string): Record<string, string> {
  const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return Object.fromEntries(names.map((name) => [name, text]));
}

/** The first sentence of the first passage, cited; without passages it repeats the question, as a plain model might. */
export function composeAnswer({ messages, response_format: format }: CompletionRequest): string {
  const last = messages.at(-1);
  if (last?.role === 'tool') return `The tool said: ${last.content}`;
  if (format?.type === 'json_schema') {
    const schema = z.looseObject({ properties: z.unknown() }).safeParse(format.json_schema.schema);
    return JSON.stringify(filled(schema.data?.properties, last?.content ?? ''));
  }
  if (format?.type === 'json_object') return JSON.stringify({ said: last?.content });
  const prompt = messages.map((message) => message.content).join('\n');
  const passage = /<passage id="\[(\d+)\]"[^>]*>\n([\s\S]*?)\n<\/passage>/.exec(prompt);
  if (passage) {
    const sentence =
      /^[\s\S]*?[.!?。！？؟](?=\s|$|\p{Script=Han})/u.exec(passage[2] ?? '')?.[0] ?? passage[2] ?? '';
    return `${sentence.trim()} [${passage[1]}]`;
  }
  if (prompt.includes('No passage was found.')) return 'I do not know: no passage holds the answer.';
  return `You said: ${last?.content ?? ''}`;
}

/** Words with the space before them, as models stream. */
export function pieces(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

export function countTokens(text: string): number {
  return pieces(text).length;
}
