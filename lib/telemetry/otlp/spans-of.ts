/** A request on record as the spans of its trace. No words of question, answer or passages are in them: see content-of.ts. */
import { type Attributes, createTraceState, type TraceState } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { InferenceRecord } from '../../inference/index.ts';
import type { TraceSpan } from '../../inference/schemas.ts';
import { rootSpan, spanIdOf, traceIdOf } from '../../platform/trace-context.ts';
import { scopeOf } from './resource.ts';
import { genAi, operationOf, providerName } from './semconv.ts';

/** OTLP's numbers: https://opentelemetry.io/docs/specs/otel/trace/api/#spankind as the API counts them. */
const spanKind = { internal: 0, server: 1, client: 2 } as const;
const failed = { code: 2 } as const;
const unset = { code: 0 } as const;

interface Part {
  name: string;
  id: string;
  parentId: string | null;
  kind: number;
  startMs: number;
  endMs: number;
  attributes: Attributes;
  failed: boolean;
}

/** The root first. */
export function spansOf(record: InferenceRecord, resource: Resource): ReadableSpan[] {
  const { requestId, trace } = record;
  const rootId = spanIdOf(requestId, rootSpan);
  const parts = [rootOf(record, rootId, trace?.parent?.spanId ?? null), ...childrenOf(record, rootId)];
  const traceId = trace?.traceId ?? traceIdOf(requestId);
  const scope = scopeOf();
  const given = trace?.parent?.state ?? null;
  const state = given === null ? undefined : createTraceState(given);
  return parts.map((part) => readable(part, { traceId, state, at: record.at, resource, scope, rootId }));
}

function rootOf(record: InferenceRecord, id: string, parentId: string | null): Part {
  const { endpoint, status, served, usage } = record;
  const operation = operationOf(endpoint.name);
  const embeds = operation === 'embeddings' && served !== null;
  return {
    name: `${operation} ${embeds ? served.providerModel : endpoint.name}`,
    id,
    parentId,
    kind: spanKind.server,
    startMs: 0,
    endMs: record.totalMs,
    failed: status === 'error',
    attributes: compact({
      [genAi.operation]: operation,
      [genAi.workflow]: operation === 'embeddings' ? null : endpoint.name,
      ...(embeds && {
        [genAi.provider]: providerName(served.provider),
        [genAi.requestModel]: served.providerModel,
        [genAi.inputTokens]: usage.input,
      }),
      [genAi.conversation]: record.conversationId,
      'http.response.status_code': record.httpStatus,
      'error.type': record.error?.code ?? null,
      'slipway.request.id': record.requestId,
      'slipway.status': status,
      'slipway.traffic': record.traffic,
      'slipway.configuration': endpoint.config,
      'slipway.served_entity': served?.entity ?? null,
      'slipway.model': served?.model ?? null,
      'slipway.version': served?.version ?? null,
      'slipway.cache': record.cache,
      'slipway.shadow_of': record.shadow?.of ?? null,
      'slipway.cost_dollars': Number(record.cost) / 1e9,
    }),
  };
}

function childrenOf(record: InferenceRecord, rootId: string): Part[] {
  const { requestId, spans } = record;
  const seen = new Map<string, number>();
  const named = spans.map((span) => {
    const turn = seen.get(span.name) ?? 0;
    seen.set(span.name, turn + 1);
    // The first of a name is what calls to others named as their parent while it was under way.
    return { span, id: spanIdOf(requestId, turn === 0 ? span.name : `${span.name}#${turn}`) };
  });
  const stages = named.filter(({ span }) => span.kind === 'stage');
  const answering = spans.findLast(({ name }) => name === 'generate');
  return named.map(({ span, id }) => ({
    id,
    parentId: span.kind === 'stage' ? rootId : (around(span, stages)?.id ?? rootId),
    startMs: span.startMs,
    endMs: span.endMs,
    failed: typeof span.detail?.error === 'string',
    ...described(span, record, span === answering),
  }));
}

/** The shortest stage that a step lies within. */
function around(step: TraceSpan, stages: readonly { span: TraceSpan; id: string }[]) {
  return stages
    .filter(({ span }) => span.startMs <= step.startMs && step.endMs <= span.endMs)
    .sort((one, other) => one.span.endMs - one.span.startMs - (other.span.endMs - other.span.startMs))[0];
}

function described(
  span: TraceSpan,
  record: InferenceRecord,
  answers: boolean,
): Pick<Part, 'name' | 'kind' | 'attributes'> {
  if (span.name === 'generate') return generation(record, span, answers);
  const attributes = figuresOf(span);
  if (span.name !== 'retrieve') return { name: span.name, kind: spanKind.internal, attributes };
  const source = record.knowledge?.name ?? null;
  return {
    name: source === null ? 'retrieval' : `retrieval ${source}`,
    kind: spanKind.internal,
    attributes: compact({ ...attributes, [genAi.operation]: 'retrieval', [genAi.dataSource]: source }),
  };
}

/** `answers`: the last one. What a request used stands there alone, so that sums over spans are right. */
function generation(
  record: InferenceRecord,
  span: TraceSpan,
  answers: boolean,
): Pick<Part, 'name' | 'kind' | 'attributes'> {
  const { served } = record;
  const model = textOf(span.detail?.model) ?? served?.providerModel ?? null;
  const provider = textOf(span.detail?.provider) ?? served?.provider ?? null;
  const finish = textOf(span.detail?.finish);
  return {
    name: model === null ? 'chat' : `chat ${model}`,
    kind: spanKind.client,
    attributes: compact({
      [genAi.operation]: 'chat',
      [genAi.provider]: provider === null ? null : providerName(provider),
      [genAi.requestModel]: model,
      [genAi.finishReasons]: finish === null ? null : [finish],
      ...(answers && usageOf(record, span)),
    }),
  };
}

function usageOf({ usage, timeToFirstTokenMs }: InferenceRecord, span: TraceSpan) {
  return {
    [genAi.timeToFirstChunk]:
      timeToFirstTokenMs === null ? null : Math.max(0, timeToFirstTokenMs - span.startMs) / 1000,
    // The conventions count cached tokens among the input's, and reasoning among the output's.
    [genAi.inputTokens]: usage.input + usage.cachedInput + usage.cacheWrite,
    [genAi.outputTokens]: usage.output + usage.reasoning,
    [genAi.cacheRead]: usage.cachedInput,
    [genAi.cacheCreation]: usage.cacheWrite,
    [genAi.reasoning]: usage.reasoning,
    'slipway.usage_source': usage.source,
  };
}

/** Texts that name things of ours; every other text of a span may be somebody's words. */
const plainTexts = new Set([
  'entity',
  'knowledge',
  'mode',
  'model',
  'provider',
  'rule',
  'error',
  'cache',
  'language',
]);

function figuresOf({ detail = {} }: TraceSpan): Attributes {
  const kept = Object.entries(detail).filter(
    ([name, value]) => typeof value === 'number' || typeof value === 'boolean' || plainTexts.has(name),
  );
  return compact(Object.fromEntries(kept.map(([name, value]) => [`slipway.${name}`, value])));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function compact(attributes: Record<string, string | number | boolean | string[] | null>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as Attributes;
}

interface Context {
  traceId: string;
  /** The caller's `tracestate`, passed on. */
  state: TraceState | undefined;
  at: Date;
  resource: Resource;
  scope: ReturnType<typeof scopeOf>;
  rootId: string;
}

function readable(part: Part, { traceId, state, at, resource, scope, rootId }: Context): ReadableSpan {
  const traceState = state !== undefined && { traceState: state };
  const contextOf = (spanId: string, isRemote = false) => ({
    traceId,
    spanId,
    traceFlags: 1,
    isRemote,
    ...traceState,
  });
  const { parentId } = part;
  return {
    name: part.name,
    kind: part.kind,
    spanContext: () => contextOf(part.id),
    ...(parentId !== null && { parentSpanContext: contextOf(parentId, part.id === rootId) }),
    startTime: timeOf(at, part.startMs),
    endTime: timeOf(at, Math.max(part.startMs, part.endMs)),
    duration: timeOf(new Date(0), Math.max(0, part.endMs - part.startMs)),
    status: part.failed ? failed : unset,
    attributes: part.attributes,
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Seconds and nanoseconds. */
function timeOf(at: Date, afterMs: number): [number, number] {
  const nanos = BigInt(at.getTime()) * 1_000_000n + BigInt(Math.round(afterMs * 1e6));
  return [Number(nanos / 1_000_000_000n), Number(nanos % 1_000_000_000n)];
}
