import type { IncomingHttpHeaders } from 'node:http';

export interface VendorRequest {
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** Classes as Slipway counts them; each vendor's file adds them up as the vendor does. */
export interface SpentTokens {
  input: number;
  cachedInput: number;
  cacheWrite: number;
  output: number;
  reasoning: number;
}

export interface VendorAnswer {
  text: readonly string[];
  call: { id: string; name: string; arguments: object } | null;
  reason: 'stop' | 'length' | 'tool';
  /** Null: none is sent. */
  usage: SpentTokens | null;
}

export interface Frame {
  /** `end` holds the reason and all that follows it. */
  part: 'start' | 'text' | 'call' | 'end';
  bytes: Buffer;
}

/** How one vendor's API looks on the wire. */
export interface VendorProtocol {
  contentType: string;
  authorised: (request: VendorRequest, apiKey: string) => boolean;
  /** What is wrong with the request, in words; null for one the vendor would take. */
  problem: (request: VendorRequest) => string | null;
  firstTool: (request: VendorRequest) => string | null;
  frames: (answer: VendorAnswer) => Frame[];
  /** An error told in a stream that began well. */
  errorFrame: Buffer;
  garbage: Buffer;
  error: (status: number, message: string) => unknown;
  /** The answer to a request for embeddings; null for other requests. */
  embed?: (request: VendorRequest) => unknown;
}

/** A server-sent event; with a name where the vendor names them. */
export function sse(part: Frame['part'], data: unknown, event?: string): Frame {
  const name = event === undefined ? '' : `event: ${event}\n`;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return { part, bytes: Buffer.from(`${name}data: ${text}\n\n`) };
}

/** Not unit length: Slipway makes it so. */
export function vectorOf(text: string, dimensions = 4): number[] {
  return Array.from(
    { length: dimensions },
    (_, index) => (text.charCodeAt(index % text.length) || 1) + index,
  );
}

export function nameOfTool(tool: unknown): string | null {
  const { name } = tool as { name?: unknown };
  return typeof name === 'string' ? name : null;
}
