import { createHash } from 'node:crypto';
import { userIdOf } from '../access/index.ts';
import { type ChainTrace, emptyTrace, keptRequest, maskKept } from '../chain/index.ts';
import type { ChatTurn, ModelChoice } from '../chain/schemas.ts';
import type { RequestGuard } from '../guardrails/index.ts';
import type { InferenceRecord } from '../inference/index.ts';
import type { RequestDetail } from '../inference/schemas.ts';
import { costOf, emptyUsage } from '../providers/index.ts';
import type { Price } from '../providers/schemas.ts';
import type { AnswerOutcome } from './answer-contract.ts';
import type { AnswerJob, AnswerRun } from './answer-job.ts';

export interface FinishedAnswer {
  job: AnswerJob;
  run: AnswerRun;
  outcome: AnswerOutcome;
  /** That answered, or would have; null when no version was reached. */
  model: ModelChoice | null;
  price: Price | null;
  /** Of a shadow's answer to the one shown. */
  similarity: number | null;
}

function stageMs(trace: ChainTrace, name: string): number | null {
  const span = trace.spans.find((candidate) => candidate.name === name);
  return span ? span.endMs - span.startMs : null;
}

/** The row, with what the endpoint's guardrails did, and as they allow it to be written. */
export function toRecord(finished: FinishedAnswer): InferenceRecord {
  const { job, run, outcome } = finished;
  const { guard } = run;
  const record = recordOf(finished);
  if (guard === null) return record;
  const { detail, text } = outcome.kept;
  return {
    ...record,
    guardrails: { policyNumber: guard.number, hits: guard.hits, storesMasked: guard.storesMasked },
    assigned: keptUnit(record.assigned, guard),
    clientRequestId: guard.keptDeep(record.clientRequestId),
    input: guard.keptDeep(guard.storesMasked ? record.input : originalTurns(job, run)),
    inputs: guard.keptDeep(record.inputs),
    requestDetail: guard.keptDeep(record.requestDetail),
    question: guard.kept(record.question),
    output: text,
    citations: detail.citations,
    checks: detail.checks,
    toolCalls: guard.keptDeep(record.toolCalls),
    prompt: guard.keptDeep(record.prompt),
    retrieved: guard.keptDeep(record.retrieved),
    spans: guard.keptDeep(record.spans),
    error: guard.keptDeep(record.error),
  };
}

/** Who sticks to an entity is told apart by a hash when the name given is personal data. */
function keptUnit(assigned: InferenceRecord['assigned'], guard: RequestGuard): InferenceRecord['assigned'] {
  if (assigned === null || guard.kept(assigned.unit) === assigned.unit) return assigned;
  return { ...assigned, unit: createHash('sha256').update(assigned.unit).digest('hex') };
}

/** The conversation before the guardrails, but without what the version itself keeps out of the log. */
function originalTurns({ request }: AnswerJob, { current }: AnswerRun): readonly ChatTurn[] {
  const chain = current?.entity.target?.chain;
  if (chain === undefined) return request.turns;
  // The question that `keptRequest` puts behind the turns is none of them.
  const none = { question: '', following: [], inputs: {} };
  return keptRequest(chain, { history: request.turns, ...none }).received.slice(0, -1);
}

function recordOf({ job, run, outcome, model, price, similarity }: FinishedAnswer): InferenceRecord {
  const { request, traffic, mirrors } = job;
  const { caller } = request;
  const trace = run.current?.trace ?? { ...emptyTrace(), question: run.question };
  const usage = trace.usage ?? emptyUsage();
  const endpoint = run.admission?.endpoint ?? null;
  return {
    requestId: request.requestId,
    at: run.at,
    status: outcome.status,
    httpStatus: outcome.httpStatus,
    source: request.source,
    traffic,
    endpoint: {
      id: endpoint?.id ?? null,
      name: request.endpoint.slice(0, 63),
      config: endpoint?.configNumber ?? null,
    },
    assigned: assignedOf(run),
    served: servedOf(run, model),
    routingRule: trace.routingRule,
    cache: outcome.cache,
    shadow: mirrors === undefined ? null : { of: mirrors.requestId, similarity },
    guardrails: null,
    knowledge: run.current?.knowledge ?? null,
    requester: {
      kind: caller.kind,
      userId: userIdOf(caller),
      name: caller.name,
      apiKeyId: caller.kind === 'api-key' ? caller.id : null,
    },
    conversationId: request.conversationId,
    clientRequestId: request.clientRequestId,
    trace: run.trace,
    input: trace.received ?? request.turns,
    inputs: trace.received === null ? request.inputs : trace.inputs,
    requestDetail: requestDetailOf(job, run),
    question: trace.question,
    output: outcome.text,
    citations: trace.citations,
    checks: trace.checks,
    toolCalls: trace.toolCalls,
    prompt: trace.prompt,
    retrieved: trace.retrieved?.hits ?? null,
    spans: [...run.spans, ...trace.spans],
    totalMs: run.elapsed(),
    timeToFirstTokenMs: trace.timeToFirstTokenMs,
    retrieveMs: stageMs(trace, 'retrieve'),
    generateMs: stageMs(trace, 'generate'),
    usage,
    retries: retriesOf(run),
    cost: costOf(usage, price),
    error: outcome.detail.error && { code: outcome.detail.error.code, message: outcome.detail.error.message },
  };
}

/** Of every attempt: the one that counts may be among those that failed. */
function retriesOf({ current, failed }: AnswerRun): number {
  const attempts = new Set(current === null ? failed : [...failed, current]);
  return [...attempts].reduce((sum, { trace }) => sum + trace.retries, 0);
}

function assignedOf({ admission }: AnswerRun): InferenceRecord['assigned'] {
  if (admission === null || admission.unit === null) return null;
  const { plan, unit } = admission;
  return { entity: plan[0].name, unit: unit.value, unitKind: unit.kind };
}

function servedOf({ current }: AnswerRun, model: ModelChoice | null): InferenceRecord['served'] {
  const target = current?.entity.target;
  if (current === null || !target || model === null) return null;
  return {
    entity: current.entity.name,
    model: target.modelName,
    version: target.version,
    alias: target.alias,
    chainHash: target.chainHash,
    provider: model.provider,
    providerModel: model.name,
  };
}

/** Personal data that the version masks is masked here too; nobody's version is asked before one was reached. */
function requestDetailOf({ request }: AnswerJob, { current }: AnswerRun): RequestDetail | null {
  const { about, options } = request;
  const chain = current?.entity.target?.chain;
  const kept = (text: string) => (chain === undefined ? text : maskKept(chain, text));
  const metadata = Object.entries(about?.metadata ?? {}).map(([name, value]) => [name, kept(value)]);
  const detail: RequestDetail = {
    ...(about?.user !== undefined && { user: kept(about.user) }),
    ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
    ...(options !== undefined && Object.keys(options).length > 0 && { options }),
  };
  return Object.keys(detail).length > 0 ? detail : null;
}
