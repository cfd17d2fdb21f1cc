import type { ChatTurn, ChunkHit, Citation, InputValues, SentenceCheck, ToolCall } from '../chain/schemas.ts';
import type { GuardHit } from '../guardrails/schemas.ts';
import type { RequestTrace } from '../platform/trace-context.ts';
import type { Usage } from '../providers/schemas.ts';
import type { InferenceStatus, RequestDetail, TraceSpan, TrafficKind } from './schemas.ts';

/** Everything one request leaves behind. Written once, when it ended, however it ended. */
export interface InferenceRecord {
  requestId: string;
  at: Date;
  status: InferenceStatus;
  httpStatus: number;
  source: 'chat' | 'api';
  traffic: TrafficKind;
  endpoint: { id: string | null; name: string; config: number | null };
  /** What the request was assigned to; null when it was refused before. */
  assigned: {
    /** Entity the unit was assigned to; differs from `served.entity` when a fallback answered. */
    entity: string;
    unit: string;
    unitKind: 'user' | 'conversation' | 'header' | 'request';
  } | null;
  served: {
    entity: string;
    model: string;
    /** Null for an external model. */
    version: number | null;
    alias: string | null;
    chainHash: string;
    provider: string;
    providerModel: string;
  } | null;
  routingRule: string | null;
  cache: 'off' | 'miss' | 'hit';
  /** Set on a shadow. */
  shadow: { of: string; similarity: number | null } | null;
  /** What guardrails did; absent or null without any. */
  guardrails?: { policyNumber: number; hits: readonly GuardHit[]; storesMasked?: boolean } | null;
  knowledge: { name: string; snapshot: number } | null;
  requester: { kind: string; userId: string | null; name: string; apiKeyId: string | null };
  conversationId: string | null;
  clientRequestId: string | null;
  /** The trace it is part of; a trace of its own when absent. */
  trace?: RequestTrace;
  input: readonly ChatTurn[];
  /** Of the input signature's variables, as they may be kept. */
  inputs: InputValues;
  /** What else the caller said; null for nothing. */
  requestDetail: RequestDetail | null;
  question: string;
  output: string;
  citations: readonly Citation[];
  checks: readonly SentenceCheck[];
  toolCalls: readonly ToolCall[];
  prompt: readonly ChatTurn[] | null;
  retrieved: readonly ChunkHit[] | null;
  spans: readonly TraceSpan[];
  totalMs: number;
  timeToFirstTokenMs: number | null;
  retrieveMs: number | null;
  generateMs: number | null;
  usage: Usage;
  /** Calls of providers that were made again; none when absent. */
  retries?: number;
  /** Nano-dollars. */
  cost: bigint;
  error: { code: string; message: string } | null;
  /** False leaves figures, tokens and status alone: nothing that was asked, found or answered. True when absent. */
  storeText?: boolean;
}
