/**
 * Reads OTLP requests from protobuf's wire format (protobuf.dev/programming-guides/encoding) by the field numbers of
 * opentelemetry-proto 1.x, independently of the library that writes them.
 */

type Kind =
  | 'string'
  | 'hex'
  | 'fixed64'
  | 'double'
  | 'uint'
  | 'int'
  | 'bool'
  | 'doubles'
  | 'fixed64s'
  | Message;
interface Message {
  [field: number]: readonly [name: string, kind: Kind | (() => Message), repeated?: true];
}

const anyValue: Message = {
  1: ['stringValue', 'string'],
  2: ['boolValue', 'bool'],
  3: ['intValue', 'int'],
  4: ['doubleValue', 'double'],
  5: ['arrayValue', () => ({ 1: ['values', anyValue, true] })],
};
const keyValue: Message = { 1: ['key', 'string'], 2: ['value', anyValue] };
const resource: Message = { 1: ['attributes', keyValue, true] };
const scope: Message = { 1: ['name', 'string'], 2: ['version', 'string'] };
const span: Message = {
  1: ['traceId', 'hex'],
  2: ['spanId', 'hex'],
  3: ['traceState', 'string'],
  4: ['parentSpanId', 'hex'],
  5: ['name', 'string'],
  6: ['kind', 'uint'],
  7: ['startTimeUnixNano', 'fixed64'],
  8: ['endTimeUnixNano', 'fixed64'],
  9: ['attributes', keyValue, true],
  15: ['status', { 2: ['message', 'string'], 3: ['code', 'uint'] }],
};
export const traceRequest: Message = {
  1: [
    'resourceSpans',
    {
      1: ['resource', resource],
      2: ['scopeSpans', { 1: ['scope', scope], 2: ['spans', span, true], 3: ['schemaUrl', 'string'] }, true],
    },
    true,
  ],
};
const histogramPoint: Message = {
  4: ['count', 'fixed64'],
  5: ['sum', 'double'],
  6: ['bucketCounts', 'fixed64s'],
  7: ['explicitBounds', 'doubles'],
  9: ['attributes', keyValue, true],
};
const metric: Message = {
  1: ['name', 'string'],
  3: ['unit', 'string'],
  9: ['histogram', { 1: ['dataPoints', histogramPoint, true], 2: ['aggregationTemporality', 'uint'] }],
};
export const metricsRequest: Message = {
  1: [
    'resourceMetrics',
    {
      1: ['resource', resource],
      2: [
        'scopeMetrics',
        { 1: ['scope', scope], 2: ['metrics', metric, true], 3: ['schemaUrl', 'string'] },
        true,
      ],
    },
    true,
  ],
};

export function decode(bytes: Uint8Array, message: Message): Record<string, unknown> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const result: Record<string, unknown> = {};
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [name, kind, repeated] = message[tag >> 3] ?? ['', 'string'];
    let value: unknown;
    if ((tag & 7) === 0) value = fromVarint(varint(), kind);
    else if ((tag & 7) === 1) {
      value = kind === 'double' ? view.getFloat64(at, true) : view.getBigUint64(at, true);
      at += 8;
    } else if ((tag & 7) === 5) {
      value = view.getUint32(at, true);
      at += 4;
    } else if ((tag & 7) === 2) {
      const length = Number(varint());
      if (at + length > bytes.length) throw new Error('A field is longer than its message.');
      value = fromBytes(bytes.subarray(at, at + length), kind);
      at += length;
    } else throw new Error(`Not a wire type: ${tag & 7}`);
    if (name === '') continue;
    const before = (result[name] as unknown[] | undefined) ?? [];
    result[name] = repeated ? [...before, value] : value;
  }
  return result;
}

function fromVarint(value: bigint, kind: Kind | (() => Message)): unknown {
  if (kind === 'bool') return value === 1n;
  return Number(kind === 'int' ? BigInt.asIntN(64, value) : value);
}

function fromBytes(bytes: Uint8Array, kind: Kind | (() => Message)): unknown {
  if (typeof kind === 'function') return decode(bytes, kind());
  if (typeof kind === 'object') return decode(bytes, kind);
  const buffer = Buffer.from(bytes);
  if (kind === 'hex') return buffer.toString('hex');
  const numbers = Array.from({ length: bytes.length / 8 }, (_, at) => at * 8);
  if (kind === 'doubles') return numbers.map((offset) => buffer.readDoubleLE(offset));
  if (kind === 'fixed64s') return numbers.map((offset) => buffer.readBigUInt64LE(offset));
  return buffer.toString('utf8');
}
