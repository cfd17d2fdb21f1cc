import { outgoingTraceHeaders } from '../../platform/trace-context.ts';

/** The same `fetch`, telling the server it calls which trace the call is part of. What the caller says itself stays. */
export function withTrace(call: typeof fetch): typeof fetch {
  return (input, init) => {
    const trace = outgoingTraceHeaders();
    if (trace.traceparent === undefined) return call(input, init);
    const headers = init?.headers;
    const plain = headers !== undefined && (headers instanceof Headers || Symbol.iterator in headers);
    const given = plain ? Object.fromEntries(new Headers(headers)) : headers;
    return call(input, { ...init, headers: { ...trace, ...given } });
  };
}
