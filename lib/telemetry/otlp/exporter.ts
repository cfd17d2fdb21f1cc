/** Sends the traces and metrics of this process to one collector until it is stopped. Delays no answer. */
import type { Attributes } from '@opentelemetry/api';
import {
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { findWithheld, type InferenceRecord, type Recorded } from '../../inference/index.ts';
import { log } from '../../platform/log.ts';
import { beginTrace } from '../../platform/trace-context.ts';
import { metrics } from '../prometheus/metrics.ts';
import type { ExportState } from '../schemas.ts';
import { BatchQueue } from './batch-queue.ts';
import { contentOf, sizeOf } from './content-of.ts';
import { openOtlpMetrics } from './otlp-metrics.ts';
import { resourceOf } from './resource.ts';
import { type SendResult, sendOtlp } from './send-otlp.ts';
import { spansOf } from './spans-of.ts';
import type { OtlpTarget } from './target.ts';

interface Item {
  requestId: string;
  spans: ReadableSpan[];
  /** For the span of the generation; null where it stays here. */
  content: Attributes | null;
}

/** Of questions and answers that wait to be sent. */
const mostHeldChars = 16_000_000;

export interface ExporterTiming {
  delayMs?: number;
  metricsMs?: number;
  retryForMs?: number;
}

export interface Exporter {
  record(recorded: Recorded): void;
  http(route: string, method: string, status: number, ms: number): void;
  state(): ExportState;
  flush(): Promise<void>;
  stop(graceMs: number): Promise<void>;
}

export function startExporter(target: OtlpTarget, timing: ExporterTiming = {}): Exporter {
  const json = target.protocol === 'http/json';
  const resource = resourceOf();
  const counts = openOtlpMetrics(resource);
  const state: ExportState = {
    sent: 0,
    dropped: 0,
    rejected: 0,
    queued: 0,
    lastSentAt: null,
    lastError: null,
    lastErrorAt: null,
  };
  const { otlpItems, otlpQueue } = metrics();
  const fail = (message: string) => {
    if (state.lastError !== message) log.warn('telemetry could not be exported', { reason: message });
    Object.assign(state, { lastError: message, lastErrorAt: new Date().toISOString() });
  };
  const drop = (spans: number) => {
    state.dropped += spans;
    otlpItems.inc({ signal: 'traces', result: 'dropped' }, spans);
  };
  let heldChars = 0;
  const release = (items: readonly Item[]) => {
    for (const { content } of items) heldChars -= sizeOf(content);
  };
  const traces = json ? JsonTraceSerializer : ProtobufTraceSerializer;
  const queue = new BatchQueue<Item>({
    capacity: 2048,
    batchSize: 128,
    delayMs: timing.delayMs ?? 2000,
    retryForMs: timing.retryForMs ?? 60_000,
    send: async (batch, signal) => {
      const spans = await spansToSend(batch);
      const body = traces.serializeRequest(spans);
      if (body === undefined)
        return { kind: 'refused', status: null, message: 'The spans cannot be written.' };
      return sendOtlp(target, 'traces', body, signal);
    },
    done: (batch, result) => {
      release(batch);
      const spans = spanCount(batch);
      if (result.kind !== 'taken') {
        fail(result.message);
        return drop(spans);
      }
      const rejected = Math.min(
        spans,
        rejectedIn(result, (answer) => traces.deserializeResponse(answer).partialSuccess?.rejectedSpans),
      );
      state.rejected += rejected;
      state.sent += spans - rejected;
      state.lastSentAt = new Date().toISOString();
      otlpItems.inc({ signal: 'traces', result: 'sent' }, spans - rejected);
      if (rejected > 0) {
        otlpItems.inc({ signal: 'traces', result: 'rejected' }, rejected);
        fail(`The collector rejected ${rejected} of ${spans} spans.`);
      }
    },
    dropped: (items) => {
      release(items);
      drop(spanCount(items));
      fail('More requests came than the collector takes: the queue was full.');
    },
  });
  const sendMetrics = async () => {
    const collected = await counts.collect();
    if (collected === null) return;
    const points = json ? JsonMetricsSerializer : ProtobufMetricsSerializer;
    const body = points.serializeRequest(collected);
    if (body === undefined) return;
    const result = await sendOtlp(target, 'metrics', body, AbortSignal.timeout(15_000));
    // Cumulative: what this time did not arrive is in the next.
    otlpItems.inc({ signal: 'metrics', result: result.kind === 'taken' ? 'sent' : 'dropped' });
    if (result.kind !== 'taken') return fail(result.message);
    state.lastSentAt = new Date().toISOString();
    const rejected = rejectedIn(
      result,
      (answer) => points.deserializeResponse(answer).partialSuccess?.rejectedDataPoints,
    );
    if (rejected === 0) return;
    otlpItems.inc({ signal: 'metrics', result: 'rejected' }, rejected);
    fail(`The collector rejected ${rejected} data points.`);
  };
  const timer = setInterval(() => void sendMetrics(), timing.metricsMs ?? 30_000).unref();
  return {
    record({ records }) {
      for (const record of records) {
        counts.record(record);
        if (!isSampled(record)) continue;
        const item = toItem(record, target, resource);
        heldChars += sizeOf(item.content);
        // Words wait for a slow collector only as far as memory is meant for them; figures go on.
        if (heldChars > mostHeldChars) {
          heldChars -= sizeOf(item.content);
          item.content = null;
        }
        queue.add(item);
      }
      otlpQueue.set(queue.size);
    },
    http: counts.http,
    state: () => ({ ...state, queued: queue.size }),
    async flush() {
      await Promise.all([queue.flush(), sendMetrics()]);
    },
    async stop(graceMs) {
      clearInterval(timer);
      await Promise.all([queue.stop(graceMs), sendMetrics()]);
      await counts.close();
    },
  };
}

function isSampled({ trace, requestId }: InferenceRecord): boolean {
  return (trace ?? beginTrace(requestId, false)).sampled;
}

function toItem(record: InferenceRecord, target: OtlpTarget, resource: ReturnType<typeof resourceOf>): Item {
  const content = target.includeContent ? contentOf(record) : null;
  return { requestId: record.requestId, spans: spansOf(record, resource), content };
}

/** Answers drawn from documents with readers stay here: a collector is none of them. */
async function spansToSend(batch: readonly Item[]): Promise<ReadableSpan[]> {
  const holding = batch.flatMap(({ content, requestId }) => (content === null ? [] : [requestId]));
  const withheld = holding.length === 0 ? new Set<string>() : await findWithheld(holding, []);
  return batch.flatMap(({ spans, content, requestId }) => {
    if (content === null || withheld.has(requestId)) return spans;
    return spans.map((span) =>
      span.attributes['gen_ai.operation.name'] === 'chat'
        ? { ...span, attributes: { ...span.attributes, ...content } }
        : span,
    );
  });
}

function spanCount(items: readonly Item[]): number {
  return items.reduce((sum, { spans }) => sum + spans.length, 0);
}

/** What a collector did not take of a request it took; an answer that cannot be read rejects nothing. */
function rejectedIn(
  result: SendResult & { kind: 'taken' },
  read: (answer: Uint8Array) => number | undefined,
): number {
  if (result.answer.byteLength === 0) return 0;
  try {
    return Number(read(result.answer) ?? 0);
  } catch {
    return 0;
  }
}
