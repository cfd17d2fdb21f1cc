/** Anthropic's messages API (docs.anthropic.com, "Streaming messages"): named events, usage at both ends. */
import { nameOfTool, sse, type VendorAnswer, type VendorProtocol } from './protocol.ts';

const reasons = { stop: 'end_turn', length: 'max_tokens', tool: 'tool_use' } as const;
const types: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
};

export const anthropic: VendorProtocol = {
  contentType: 'text/event-stream; charset=utf-8',
  authorised: ({ headers }, key) => headers['x-api-key'] === key,
  problem: ({ path, headers, body }) => {
    if (path !== '/v1/messages') return `Not found: ${path}`;
    if (headers['anthropic-version'] === undefined) return 'anthropic-version is needed';
    if (typeof body.max_tokens !== 'number' || body.stream !== true) return 'max_tokens: field required';
    return null;
  },
  firstTool: ({ body }) => {
    const [tool] = (body.tools ?? []) as unknown[];
    return tool === undefined ? null : nameOfTool(tool);
  },
  frames,
  errorFrame: sse(
    'text',
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    'error',
  ).bytes,
  garbage: Buffer.from('event: message_start\ndata: {"type": "message_start", \n\n'),
  error: (status, message) => ({ type: 'error', error: { type: types[status] ?? 'api_error', message } }),
};

/** `input_tokens` excludes the cache, `output_tokens` includes thinking. */
function frames({ text, call, reason, usage }: VendorAnswer) {
  const spent = usage ?? { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  const begun = {
    input_tokens: spent.input,
    cache_read_input_tokens: spent.cachedInput,
    cache_creation_input_tokens: spent.cacheWrite,
    output_tokens: 1,
  };
  const ended = {
    output_tokens: spent.output + spent.reasoning,
    output_tokens_details: { thinking_tokens: spent.reasoning },
  };
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [],
    usage: begun,
  };
  const block = (part: 'text' | 'call', type: string, data: object) =>
    sse(part, { type, index: 0, ...data }, type);
  const input = JSON.stringify(call?.arguments);
  return [
    sse('start', { type: 'message_start', message }, 'message_start'),
    sse('start', { type: 'ping' }, 'ping'),
    ...(call === null
      ? [
          block('text', 'content_block_start', { content_block: { type: 'text', text: '' } }),
          ...text.map((piece) =>
            block('text', 'content_block_delta', { delta: { type: 'text_delta', text: piece } }),
          ),
        ]
      : [
          block('call', 'content_block_start', {
            content_block: { type: 'tool_use', id: call.id, name: call.name, input: {} },
          }),
          ...[input.slice(0, 5), input.slice(5)].map((piece) =>
            block('call', 'content_block_delta', {
              delta: { type: 'input_json_delta', partial_json: piece },
            }),
          ),
        ]),
    block(call === null ? 'text' : 'call', 'content_block_stop', {}),
    sse(
      'end',
      { type: 'message_delta', delta: { stop_reason: reasons[reason], stop_sequence: null }, usage: ended },
      'message_delta',
    ),
    sse('end', { type: 'message_stop' }, 'message_stop'),
  ];
}
