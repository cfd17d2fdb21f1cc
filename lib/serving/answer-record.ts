import { userIdOf } from '../access/index.ts';
import type { ChainTrace } from '../chain/index.ts';
import type { InferenceRecord } from '../inference/index.ts';
import { costOf, emptyUsage } from '../providers/index.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import type { ResolvedEndpoint, ResolvedEntity } from './resolve-endpoint.ts';

/** How far a request got before it ended. */
export interface Admitted {
  endpoint: ResolvedEndpoint | null;
  served: ResolvedEntity | null;
}

export interface FinishedAnswer {
  request: AnswerRequest;
  at: Date;
  trace: ChainTrace;
  admitted: Admitted;
  outcome: AnswerOutcome;
  totalMs: number;
}

function stageMs(trace: ChainTrace, name: string): number | null {
  const span = trace.spans.find((candidate) => candidate.name === name);
  return span ? span.endMs - span.startMs : null;
}

export function toRecord({
  request,
  at,
  trace,
  admitted,
  outcome,
  totalMs,
}: FinishedAnswer): InferenceRecord {
  const { endpoint, served } = admitted;
  const { caller } = request;
  const usage = trace.usage ?? emptyUsage();
  return {
    requestId: request.requestId,
    at,
    status: outcome.status,
    httpStatus: outcome.httpStatus,
    source: request.source,
    endpoint: {
      id: endpoint?.id ?? null,
      name: request.endpoint.slice(0, 63),
      config: endpoint?.configNumber ?? null,
    },
    served: served && {
      entity: served.name,
      model: served.modelName,
      version: served.version,
      alias: served.alias,
      chainHash: served.chainHash,
      provider: served.chain.model.provider,
      providerModel: served.chain.model.name,
    },
    knowledge: trace.retrieved && { name: trace.retrieved.knowledge, snapshot: trace.retrieved.snapshot },
    requester: {
      kind: caller.kind,
      userId: userIdOf(caller),
      name: caller.name,
      apiKeyId: caller.kind === 'api-key' ? caller.id : null,
    },
    conversationId: request.conversationId,
    clientRequestId: request.clientRequestId,
    input: request.turns,
    question: trace.question,
    output: trace.text,
    citations: trace.citations,
    checks: trace.checks,
    prompt: trace.prompt,
    retrieved: trace.retrieved?.hits ?? null,
    spans: trace.spans,
    totalMs,
    timeToFirstTokenMs: trace.timeToFirstTokenMs,
    retrieveMs: stageMs(trace, 'retrieve'),
    generateMs: stageMs(trace, 'generate'),
    usage,
    cost: served === null ? 0n : costOf(usage, served.price),
    error: outcome.detail.error && { code: outcome.detail.error.code, message: outcome.detail.error.message },
  };
}
