/**
 * Amazon Bedrock's `converse-stream` in AWS's binary event stream (smithy.io, "Amazon Event Stream Specification"): length,
 * headers and payload of each message with a CRC-32 over its first eight bytes and one over all.
 */
import { crc32 } from 'node:zlib';
import { type Frame, nameOfTool, type VendorAnswer, type VendorProtocol, vectorOf } from './protocol.ts';

const reasons = { stop: 'end_turn', length: 'max_tokens', tool: 'tool_use' } as const;
const signed =
  /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d{8}\/eu-central-1\/bedrock\/aws4_request, SignedHeaders=[\w;-]+, Signature=[0-9a-f]{64}$/;

export const bedrock: VendorProtocol = {
  contentType: 'application/vnd.amazon.eventstream',
  // The secret signs and never travels; the signature's own arithmetic is aws4fetch's.
  authorised: ({ headers }, key) =>
    signed.test(headers.authorization ?? '') && !JSON.stringify(headers).includes(key),
  problem: ({ path, body }) => {
    if (!/^\/model\/[\w.%:-]+\/converse-stream$/.test(path)) return `Unknown operation: ${path}`;
    return Array.isArray(body.messages) ? null : 'messages is required';
  },
  firstTool: ({ body }) => {
    const { tools = [] } = (body.toolConfig ?? {}) as { tools?: { toolSpec: unknown }[] };
    return tools[0] === undefined ? null : nameOfTool(tools[0].toolSpec);
  },
  frames,
  errorFrame: message('throttlingException', { message: 'Too many tokens.' }, 'exception'),
  garbage: message('messageStart', 'not json'),
  error: (_status, text) => ({ message: text }),
  embed: ({ path, body }) => {
    if (!path.endsWith('/invoke')) return null;
    const { inputText, dimensions } = body as { inputText: string; dimensions?: number };
    return { embedding: vectorOf(inputText, dimensions), inputTextTokenCount: 3 };
  },
};

function message(type: string, payload: unknown, kind: 'event' | 'exception' = 'event'): Buffer {
  const headers = Buffer.concat([
    header(kind === 'event' ? ':event-type' : ':exception-type', type),
    header(':content-type', 'application/json'),
    header(':message-type', kind),
  ]);
  const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(12 + headers.length + body.length + 4, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const whole = Buffer.concat([prelude, checksum(prelude), headers, body]);
  return Buffer.concat([whole, checksum(whole)]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes), 0);
  return sum;
}

/** A header of type 7, a string. */
function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value), 0);
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([7]),
    length,
    Buffer.from(value),
  ]);
}

/** `inputTokens` excludes the cache, `outputTokens` includes reasoning without telling it apart. */
function frames({ text, call, reason, usage }: VendorAnswer): Frame[] {
  const frame = (part: Frame['part'], type: string, payload: object): Frame => ({
    part,
    // Bedrock pads each payload, so that lengths tell nothing.
    bytes: message(type, { ...payload, p: 'abcdef' }),
  });
  const input = JSON.stringify(call?.arguments);
  const total = usage && usage.output + usage.reasoning;
  return [
    frame('start', 'messageStart', { role: 'assistant' }),
    ...text.map((piece) =>
      frame('text', 'contentBlockDelta', { contentBlockIndex: 0, delta: { text: piece } }),
    ),
    ...(call === null
      ? []
      : [
          frame('call', 'contentBlockStart', {
            contentBlockIndex: 0,
            start: { toolUse: { toolUseId: call.id, name: call.name } },
          }),
          ...[input.slice(0, 5), input.slice(5)].map((piece) =>
            frame('call', 'contentBlockDelta', {
              contentBlockIndex: 0,
              delta: { toolUse: { input: piece } },
            }),
          ),
        ]),
    frame(call === null ? 'text' : 'call', 'contentBlockStop', { contentBlockIndex: 0 }),
    frame('end', 'messageStop', { stopReason: reasons[reason] }),
    frame('end', 'metadata', {
      metrics: { latencyMs: 12 },
      ...(usage && {
        usage: {
          inputTokens: usage.input,
          cacheReadInputTokens: usage.cachedInput,
          cacheWriteInputTokens: usage.cacheWrite,
          outputTokens: total,
          totalTokens: usage.input + usage.cachedInput + usage.cacheWrite + (total ?? 0),
        },
      }),
    }),
  ];
}
