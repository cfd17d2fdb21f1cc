/**
 * What every provider implements. Pure: clock and transport are handed in, nothing here knows
 * the database or HTTP servers.
 */
import type {
  ChatTurn,
  InputValues,
  ModelParameters,
  ResponseFormat,
  ToolCall,
  ToolChoice,
  ToolDefinition,
} from '../chain/schemas.ts';
import type { ChunkHit } from '../knowledge/schemas.ts';
import type { Usage } from './schemas.ts';

export interface GenerateRequest {
  model: string;
  /** The prompt as sent: system turn first, then history and the user turn. */
  turns: readonly ChatTurn[];
  /** The stand-alone question, for providers that answer from the passages themselves. */
  question: string;
  passages: readonly ChunkHit[];
  parameters: ModelParameters;
  /** Values of the input signature's variables, for servers that take named inputs. */
  inputs: InputValues;
  /** Further tries after a failure that may pass; null keeps the provider's own number. */
  retries: number | null;
  /** Told before each further try. */
  onRetry?: () => void;
  /** Tools of the caller, passed through. A provider that cannot take them raises `ProviderError('bad_request')`. */
  tools?: readonly ToolDefinition[];
  toolChoice?: ToolChoice;
  /** A wish: ignored by providers that know no such setting. */
  parallelToolCalls?: boolean;
  responseFormat?: ResponseFormat;
  signal: AbortSignal;
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'declined' | 'tool-calls';

export type GenerateEvent =
  | { type: 'delta'; text: string }
  /** A whole call of a tool; comes after the text, before the finish. */
  | { type: 'tool-call'; call: ToolCall }
  /** Always last; a stream that ends without it was cut and raises `ProviderError('stream_cut')`. */
  | { type: 'finish'; reason: FinishReason; usage: Usage };

export interface Provider {
  readonly name: string;
  /** Rejects or throws with a `ProviderError` only. */
  generate(request: GenerateRequest): AsyncIterable<GenerateEvent>;
}

/** Unit vectors, one for each text, in order. */
export interface Embedder {
  readonly id: string;
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}

export type ProviderErrorCode =
  | 'unauthorized'
  | 'rate_limited'
  | 'bad_request'
  | 'unavailable'
  | 'timeout'
  | 'stream_cut'
  | 'bad_response'
  | 'aborted';

/** A failure of the provider's side; the message is safe to show and never holds a key. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly provider: string;
  /** HTTP status of the provider's answer, when there was one. */
  readonly status: number | null;
  /** From the provider's `retry-after`, when it gave one. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ProviderErrorCode,
    message: string,
    details: { provider: string; status?: number | null; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.provider = details.provider;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}
