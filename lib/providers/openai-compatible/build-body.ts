/** Our request as the body of `POST {baseUrl}/chat/completions` (platform.openai.com, "Create chat completion"). */
import type { ChatTurn, ResponseFormat, ToolChoice, ToolDefinition } from '../../chain/schemas.ts';
import type { GenerateRequest } from '../contract.ts';

/**
 * Always a stream, also when our own caller wants one document: what a cut or stopped answer has cost is known only from
 * what arrived of it. Absent fields are left out by JSON.
 */
export function buildBody({ model, turns, parameters, ...request }: GenerateRequest): object {
  const { temperature, topP, maxOutputTokens, seed, stop } = parameters;
  return {
    model,
    messages: turns.map(messageOf),
    temperature,
    top_p: topP,
    max_tokens: maxOutputTokens,
    seed,
    stop,
    ...toolsOf(request),
    response_format: request.responseFormat && formatOf(request.responseFormat),
    stream: true,
    stream_options: { include_usage: true },
  };
}

function messageOf({ role, content, toolCalls = [], toolCallId }: ChatTurn): object {
  if (role === 'tool') return { role, tool_call_id: toolCallId ?? '', content };
  if (role !== 'assistant' || toolCalls.length === 0) return { role, content };
  const calls = toolCalls.map(({ id, name, arguments: given }) => ({
    id,
    type: 'function',
    function: { name, arguments: readableArguments(given) },
  }));
  // Some servers refuse an empty text beside calls.
  return { role, content: content === '' ? null : content, tool_calls: calls };
}

/** Servers parse what comes back to them; what a model wrote wrongly is kept inside something they can. */
function readableArguments(text: string): string {
  if (text.trim() === '') return '{}';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return text;
  } catch {}
  return JSON.stringify({ rawInvalidInput: text });
}

/** An empty list, and a choice among no tools, would be refused. */
function toolsOf({
  tools = [],
  toolChoice,
  parallelToolCalls,
}: Pick<GenerateRequest, 'tools' | 'toolChoice' | 'parallelToolCalls'>): object {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(toolOf),
    tool_choice: toolChoice && choiceOf(toolChoice),
    parallel_tool_calls: parallelToolCalls,
  };
}

function toolOf({ name, description, parameters, strict }: ToolDefinition): object {
  return { type: 'function', function: { name, description, parameters, strict } };
}

function choiceOf(choice: ToolChoice): string | object {
  return typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } };
}

/** Strict schemas are OpenAI's own restriction of JSON Schema; a caller's schema passes as it is. */
function formatOf(format: ResponseFormat): object | undefined {
  if (format.type !== 'json') return undefined;
  const { name = 'response', schema } = format;
  return schema === undefined
    ? { type: 'json_object' }
    : { type: 'json_schema', json_schema: { name, schema, strict: false } };
}
