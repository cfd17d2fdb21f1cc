/** Cohere's chat, version 2 (docs.cohere.com, "Streaming"): typed events, usage with the last. */
import { nameOfTool, sse, type VendorAnswer, type VendorProtocol, vectorOf } from './protocol.ts';

const reasons = { stop: 'COMPLETE', length: 'MAX_TOKENS', tool: 'TOOL_CALL' } as const;

export const cohere: VendorProtocol = {
  contentType: 'text/event-stream',
  authorised: ({ headers }, key) => headers.authorization === `Bearer ${key}`,
  problem: ({ path, body }) => {
    if (path !== '/v2/chat') return `Unknown: ${path}`;
    return Array.isArray(body.messages) && body.stream === true ? null : 'invalid request: messages';
  },
  firstTool: ({ body }) => {
    const [tool] = (body.tools ?? []) as { function: unknown }[];
    return tool === undefined ? null : nameOfTool(tool.function);
  },
  frames,
  errorFrame: sse('text', { type: 'error', message: 'internal' }).bytes,
  garbage: Buffer.from('data: {"type": "message-start", \n\n'),
  error: (_status, message) => ({ id: '1', message }),
  embed: ({ path, body }) => {
    if (path !== '/v2/embed') return null;
    const { texts, output_dimension: dimensions } = body as { texts: string[]; output_dimension?: number };
    return {
      id: '1',
      embeddings: { float: texts.map((text) => vectorOf(text, dimensions)) },
      texts,
      meta: { billed_units: { input_tokens: 3 } },
    };
  },
};

function frames({ text, call, reason, usage }: VendorAnswer) {
  const tokens = usage && {
    billed_units: { input_tokens: usage.input, output_tokens: usage.output },
    tokens: {
      input_tokens: usage.input + usage.cachedInput + usage.cacheWrite,
      output_tokens: usage.output + usage.reasoning,
    },
  };
  const event = (part: 'start' | 'text' | 'call' | 'end', type: string, data: object) =>
    sse(part, { type, ...data }, type);
  const content = (piece: string) => ({ delta: { message: { content: { type: 'text', text: piece } } } });
  const calls = (data: object) => ({ index: 0, delta: { message: { tool_calls: data } } });
  const input = JSON.stringify(call?.arguments);
  return [
    event('start', 'message-start', { id: '1', delta: { message: { role: 'assistant' } } }),
    ...(call === null
      ? [
          event('start', 'content-start', { index: 0, ...content('') }),
          ...text.map((piece) => event('text', 'content-delta', { index: 0, ...content(piece) })),
          event('text', 'content-end', { index: 0 }),
        ]
      : [
          event('call', 'tool-plan-delta', { delta: { message: { tool_plan: 'I will look.' } } }),
          event(
            'call',
            'tool-call-start',
            calls({ id: call.id, type: 'function', function: { name: call.name, arguments: '' } }),
          ),
          ...[input.slice(0, 5), input.slice(5)].map((piece) =>
            event('call', 'tool-call-delta', calls({ function: { arguments: piece } })),
          ),
          event('call', 'tool-call-end', { index: 0 }),
        ]),
    event('end', 'message-end', { delta: { finish_reason: reasons[reason], usage: tokens ?? undefined } }),
  ];
}
