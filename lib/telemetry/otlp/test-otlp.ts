import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { assertMay, type Caller } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { spanIdOf, traceIdOf } from '../../platform/trace-context.ts';
import type { OtlpTest } from '../schemas.ts';
import { loadTarget } from './current-target.ts';
import { resourceOf, scopeOf } from './resource.ts';
import { sendOtlp } from './send-otlp.ts';

/** Sends one span to the collector that is set and says what it answered. Throws `conflict` when none is set. */
export async function testOtlp(caller: Caller, signal: AbortSignal): Promise<OtlpTest> {
  assertMay(caller, 'telemetry.write');
  const target = await loadTarget();
  if (target === null) {
    throw new AppError('conflict', 'No collector is set. Save its address first.', {
      reason: 'no_collector',
    });
  }
  const id = newId();
  const serializer = target.protocol === 'http/json' ? JsonTraceSerializer : ProtobufTraceSerializer;
  const began = performance.now();
  const result = await sendOtlp(
    target,
    'traces',
    serializer.serializeRequest([testSpan(id)]) ?? new Uint8Array(),
    signal,
  );
  return {
    ok: result.kind === 'taken',
    status: result.status,
    ms: performance.now() - began,
    message: result.kind === 'taken' ? 'The collector took the test span.' : result.message,
    traceId: traceIdOf(id),
  };
}

function testSpan(id: string): ReadableSpan {
  const now = Date.now();
  const time: [number, number] = [Math.floor(now / 1000), (now % 1000) * 1_000_000];
  return {
    name: 'slipway.test',
    kind: 0,
    spanContext: () => ({ traceId: traceIdOf(id), spanId: spanIdOf(id, 'test'), traceFlags: 1 }),
    startTime: time,
    endTime: time,
    duration: [0, 0],
    status: { code: 0 },
    attributes: { 'slipway.test': true },
    links: [],
    events: [],
    ended: true,
    resource: resourceOf(),
    instrumentationScope: scopeOf(),
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
