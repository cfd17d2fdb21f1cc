/**
 * W3C trace context: https://www.w3.org/TR/trace-context/ (level 1; level 2's random flag is passed on). A request that
 * brings no trace begins one whose id is the id of the request, a UUIDv7 and so random where samplers look.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/** What a caller says of its trace. */
export interface TraceParent {
  /** 32 lower-case hexadecimal digits, not all zero. */
  traceId: string;
  /** 16 lower-case hexadecimal digits, not all zero: the caller's span. */
  spanId: string;
  sampled: boolean;
  /** `tracestate` as it came; null when there was none or it was malformed. */
  state: string | null;
}

/** The trace of one request while it runs. */
export interface RequestTrace {
  requestId: string;
  traceId: string;
  /** Null when the trace begins here. */
  parent: TraceParent | null;
  sampled: boolean;
  /** The stage that is under way, whose span calls to others are children of. */
  stage: string;
}

interface Scope {
  parent: TraceParent | null;
  active: RequestTrace | null;
}

interface State {
  scopes: AsyncLocalStorage<Scope>;
  /** Share of the traces that begin here that are sampled, 0–1; null while nothing is exported. */
  ratio: number | null;
}

// Next's bundle and the server's own modules live in one process: a trace goes on from one to the other.
const stateKey = Symbol.for('slipway.trace-context');
const registry = globalThis as { [stateKey]?: State };
registry[stateKey] ??= { scopes: new AsyncLocalStorage(), ratio: null };
const state = registry[stateKey];

const parentPattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const isZero = (hex: string) => /^0+$/.test(hex);

/** Null for what is malformed: then the trace begins anew, as the standard asks. */
export function parseTraceparent(header: string | null, tracestate: string | null): TraceParent | null {
  const match = parentPattern.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, version = '', traceId = '', spanId = '', flags = '', more] = match;
  // Later versions may say more behind the flags; this one may not, and `ff` is none.
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (isZero(traceId) || isZero(spanId)) return null;
  const sampled = (Number.parseInt(flags, 16) & 1) === 1;
  return { traceId, spanId, sampled, state: keptState(tracestate) };
}

const statePattern =
  /^([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const longestState = 512;

/** A malformed `tracestate` goes, the trace stays. */
function keptState(header: string | null): string | null {
  const members = (header ?? '')
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  const keys = new Set(members.map((member) => member.split('=', 1)[0]));
  if (members.length === 0 || members.length > 32 || keys.size < members.length) return null;
  if (!members.every((member) => statePattern.test(member))) return null;
  const joined = members.join(',');
  return joined.length > longestState ? null : joined;
}

/** Traces that begin from now on are sampled so; null: none, but those of callers who sample theirs. */
export function sampleTraces(ratio: number | null): void {
  state.ratio = ratio;
}

/** Parent-based, else by the trace id: every process decides alike. The last 56 bits are compared, as level 2 has it. */
function isSampled(traceId: string, parent: TraceParent | null): boolean {
  if (parent !== null) return parent.sampled;
  if (state.ratio === null) return false;
  return Number.parseInt(traceId.slice(-14), 16) / 2 ** 56 >= 1 - state.ratio;
}

/** The trace id of a request that brought none. */
export function traceIdOf(requestId: string): string {
  return requestId.replaceAll('-', '').toLowerCase();
}

/** Span ids are derived, so that what is sent along while a request runs and what is exported later are the same. */
export function spanIdOf(requestId: string, name: string): string {
  const id = createHash('sha256').update(`${requestId}/${name}`).digest('hex').slice(0, 16);
  return isZero(id) ? '0000000000000001' : id;
}

/** The span of a request as a whole. */
export const rootSpan = 'request';

/** Whatever runs inside joins the trace that the headers name. */
export function withIncomingTrace<T>(headers: Headers, work: () => T): T {
  const parent = parseTraceparent(headers.get('traceparent'), headers.get('tracestate'));
  return state.scopes.run({ parent, active: null }, work);
}

/** `joins`: false for what nobody waits for, such as shadows, whose trace is their own. */
export function beginTrace(requestId: string, joins = true): RequestTrace {
  const parent = joins ? (state.scopes.getStore()?.parent ?? null) : null;
  const traceId = parent?.traceId ?? traceIdOf(requestId);
  return { requestId, traceId, parent, sampled: isSampled(traceId, parent), stage: rootSpan };
}

export function withTrace<T>(trace: RequestTrace, work: () => T): T {
  return state.scopes.run({ parent: trace.parent, active: trace }, work);
}

/** For calls to others: the trace under way, with the stage's span as parent. Empty outside of any. */
export function outgoingTraceHeaders(): Record<string, string> {
  const active = state.scopes.getStore()?.active ?? null;
  return active === null ? {} : headersOf(active);
}

export function headersOf({
  requestId,
  traceId,
  sampled,
  stage,
  parent,
}: RequestTrace): Record<string, string> {
  const flags = sampled ? '01' : '00';
  return {
    traceparent: `00-${traceId}-${spanIdOf(requestId, stage)}-${flags}`,
    ...(parent?.state != null && { tracestate: parent.state }),
  };
}

/** `traceresponse` (trace context level 2, draft) of an answer: where in which trace it was made. */
export function traceResponse(headers: Headers, requestId: string): string {
  return withIncomingTrace(headers, () => headersOf(beginTrace(requestId)).traceparent ?? '');
}
