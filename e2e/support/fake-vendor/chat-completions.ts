/** OpenAI's chat completions as OpenAI, Azure and Mistral stream them (platform.openai.com, "Chat completion chunk"). */
import { type Frame, nameOfTool, sse, type VendorAnswer, type VendorProtocol, vectorOf } from './protocol.ts';

interface Dialect {
  authorised: VendorProtocol['authorised'];
  chatPath: RegExp;
  embeddingPath: RegExp;
  usage: (answer: NonNullable<VendorAnswer['usage']>) => object;
  /** With the last chunk (Mistral), or in one of its own (OpenAI with `include_usage`). */
  usageApart: boolean;
  error: VendorProtocol['error'];
}

const reasons = { stop: 'stop', length: 'length', tool: 'tool_calls' } as const;

export function chatCompletions(dialect: Dialect): VendorProtocol {
  return {
    contentType: 'text/event-stream; charset=utf-8',
    authorised: dialect.authorised,
    problem: ({ path, body }) => {
      if (!dialect.chatPath.test(path)) return `Unknown request URL: ${path}`;
      if (!Array.isArray(body.messages) || body.stream !== true) return 'messages and stream are needed';
      return null;
    },
    firstTool: ({ body }) => {
      const [tool] = (body.tools ?? []) as { function: unknown }[];
      return tool === undefined ? null : nameOfTool(tool.function);
    },
    frames: (answer) => framesOf(answer, dialect),
    errorFrame: Buffer.from(
      'data: {"error":{"message":"The server had an error.","type":"server_error"}}\n\n',
    ),
    garbage: Buffer.from('data: {"choices": [\n\n'),
    error: dialect.error,
    embed: ({ path, body }) => {
      if (!dialect.embeddingPath.test(path)) return null;
      const dimensions = (body.dimensions ?? body.output_dimension) as number | undefined;
      const data = (body.input as string[]).map((text, index) => ({
        object: 'embedding',
        index,
        embedding: vectorOf(text, dimensions),
      }));
      return { object: 'list', model: body.model, data, usage: { prompt_tokens: 3, total_tokens: 3 } };
    },
  };
}

function framesOf({ text, call, reason, usage }: VendorAnswer, dialect: Dialect): Frame[] {
  const counted = usage && dialect.usage(usage);
  const chunk = (delta: object, finish: string | null, more: object = {}) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  });
  return [
    sse('start', chunk({ role: 'assistant', content: '' }, null)),
    ...text.map((content) => sse('text', chunk({ content }, null))),
    ...(call === null ? [] : callDeltas(call).map((delta) => sse('call', chunk(delta, null)))),
    sse('end', chunk({}, reasons[reason], counted && !dialect.usageApart ? { usage: counted } : {})),
    ...(counted && dialect.usageApart
      ? [sse('end', { ...chunk({}, null), choices: [], usage: counted })]
      : []),
    sse('end', '[DONE]'),
  ];
}

/** A call's arguments arrive in pieces that are not JSON by themselves. */
function callDeltas(call: NonNullable<VendorAnswer['call']>): object[] {
  const text = JSON.stringify(call.arguments);
  const delta = (part: object) => ({ tool_calls: [{ index: 0, ...part }] });
  return [
    delta({ id: call.id, type: 'function', function: { name: call.name, arguments: '' } }),
    delta({ function: { arguments: text.slice(0, 5) } }),
    delta({ function: { arguments: text.slice(5) } }),
  ];
}
