/** An OpenTelemetry collector on a real port: reads what it is sent, by protobuf or JSON. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { decode, metricsRequest, traceRequest } from './otlp-decode.ts';

export interface SeenSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  kind: number;
  startNano: bigint;
  endNano: bigint;
  statusCode: number;
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
  schemaUrl: string;
  traceState: string | undefined;
}

export interface SeenPoint {
  metric: string;
  unit: string;
  count: number;
  sum: number;
  bounds: number[];
  attributes: Record<string, unknown>;
}

export interface FakeCollector {
  url: string;
  spans: SeenSpan[];
  points: SeenPoint[];
  requests: { path: string; headers: IncomingMessage['headers']; text: string }[];
  /** How the next requests are answered instead. */
  faults: (number | 'hang' | { redirect: string } | { retryAfter: number })[];
  /** Said of every request that is taken, in JSON. */
  partialSuccess: Record<string, unknown> | null;
  /** Whether packed bodies are taken. */
  readsGzip: boolean;
  stop(): Promise<void>;
}

export async function startFakeCollector(): Promise<FakeCollector> {
  const seen: Omit<FakeCollector, 'url' | 'stop'> = {
    spans: [],
    points: [],
    requests: [],
    faults: [],
    partialSuccess: null,
    readsGzip: true,
  };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const packed = request.headers['content-encoding'] === 'gzip';
    const body = packed ? gunzipSync(Buffer.concat(parts)) : Buffer.concat(parts);
    const path = request.url ?? '';
    seen.requests.push({ path, headers: request.headers, text: body.toString('latin1') });
    const fault = seen.faults.shift();
    if (fault === 'hang') return;
    if (typeof fault === 'number') return void response.writeHead(fault).end('secret words');
    if (fault !== undefined && 'redirect' in fault) {
      return void response.writeHead(307, { location: fault.redirect }).end();
    }
    if (fault !== undefined)
      return void response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end();
    if (packed && !seen.readsGzip) return void response.writeHead(415).end();
    const json = request.headers['content-type'] === 'application/json';
    if (path.endsWith('/v1/traces'))
      seen.spans.push(...spansIn(json ? JSON.parse(body.toString()) : decode(body, traceRequest)));
    if (path.endsWith('/v1/metrics'))
      seen.points.push(...pointsIn(json ? JSON.parse(body.toString()) : decode(body, metricsRequest)));
    response.setHeader('content-type', String(request.headers['content-type']));
    const { partialSuccess } = seen;
    response.end(json ? JSON.stringify(partialSuccess === null ? {} : { partialSuccess }) : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The collector has no port.');
  return Object.assign(seen, {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

interface KeyValue {
  key: string;
  value?: Record<string, unknown> & { arrayValue?: { values?: Record<string, unknown>[] } };
}

function plain(attributes: KeyValue[] | undefined): Record<string, unknown> {
  return Object.fromEntries((attributes ?? []).map(({ key, value }) => [key, readValue(value)]));
}

function readValue(value: KeyValue['value']): unknown {
  if (value?.arrayValue !== undefined)
    return (value.arrayValue.values ?? []).map((one) => Object.values(one)[0]);
  return Object.values(value ?? {})[0];
}

interface TraceBody {
  resourceSpans: {
    resource?: { attributes?: KeyValue[] };
    scopeSpans: {
      schemaUrl?: string;
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        traceState?: string;
        name: string;
        kind: number;
        startTimeUnixNano: bigint | string;
        endTimeUnixNano: bigint | string;
        status?: { code?: number };
        attributes?: KeyValue[];
      }[];
    }[];
  }[];
}

function spansIn(body: unknown): SeenSpan[] {
  return (body as TraceBody).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans, schemaUrl = '' }) =>
      spans.map((span) => ({
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId || undefined,
        name: span.name,
        kind: span.kind,
        startNano: BigInt(span.startTimeUnixNano),
        endNano: BigInt(span.endTimeUnixNano),
        statusCode: span.status?.code ?? 0,
        attributes: plain(span.attributes),
        resource: plain(resource?.attributes),
        traceState: span.traceState || undefined,
        schemaUrl,
      })),
    ),
  );
}

interface MetricsBody {
  resourceMetrics: {
    scopeMetrics: {
      metrics: {
        name: string;
        unit: string;
        histogram?: {
          dataPoints: {
            count: bigint | number;
            sum: number;
            explicitBounds: number[];
            attributes?: KeyValue[];
          }[];
        };
      }[];
    }[];
  }[];
}

function pointsIn(body: unknown): SeenPoint[] {
  const metrics = (body as MetricsBody).resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap((scope) => scope.metrics),
  );
  return metrics.flatMap(({ name, unit, histogram }) =>
    (histogram?.dataPoints ?? []).map(({ count, sum, explicitBounds, attributes }) => ({
      metric: name,
      unit,
      count: Number(count),
      sum,
      bounds: explicitBounds,
      attributes: plain(attributes),
    })),
  );
}
