/** What an answer leaves in the ledger: what it used, and what attempts that failed before it used. */
import { userIdOf } from '../access/index.ts';
import type { ModelChoice } from '../chain/schemas.ts';
import type { Settlement, UsageEntry } from '../limits/index.ts';
import { costOf, currentPrice, emptyUsage, estimateUsage } from '../providers/index.ts';
import type { Price, Usage } from '../providers/schemas.ts';
import type { AnswerOutcome } from './answer-contract.ts';
import type { AnswerJob, AnswerRun } from './answer-job.ts';
import type { Attempt } from './attempt.ts';

export interface UsedAnswer {
  job: AnswerJob;
  run: AnswerRun;
  outcome: AnswerOutcome;
  /** That answered, or would have; null when no version was reached. */
  model: ModelChoice | null;
  price: Price | null;
}

/** A refused request counts as none; it used nothing unless an attempt got as far as a model. */
export async function settlementOf(answer: UsedAnswer): Promise<Settlement> {
  const { job, run, outcome } = answer;
  const failed = await failedEntries(answer);
  const reservation = run.admission?.limits?.reservation ?? null;
  if (outcome.status === 'refused' && failed.length === 0) return { entries: [], reservation };
  const own: UsageEntry = {
    ...shared(job, run),
    ...servedBy(run.current, answer.model),
    part: 0,
    requests: outcome.status === 'refused' ? 0 : 1,
    usage: run.current?.trace.usage ?? emptyUsage(),
    cost: costOf(run.current?.trace.usage ?? emptyUsage(), answer.price),
    priceSource: answer.price === null ? 'none' : 'provider',
  };
  return { entries: [own, ...failed], reservation };
}

function shared({ request: { caller, ...request }, traffic }: AnswerJob, run: AnswerRun) {
  return {
    requestId: request.requestId,
    at: run.admission?.limits?.reservation.at ?? run.at,
    kind: traffic,
    userId: userIdOf(caller),
    teamIds: caller.kind === 'system' ? [] : caller.teams,
    keyId: caller.kind === 'api-key' ? caller.id : null,
    endpoint: request.endpoint.slice(0, 63),
  };
}

function servedBy(attempt: Attempt | null, model: ModelChoice | null) {
  const target = attempt?.entity.target;
  return {
    model: target?.modelName ?? '',
    version: target?.version ?? 0,
    provider: model?.provider ?? '',
    providerModel: model?.name ?? '',
  };
}

/** The provider bills what it wrote, whether or not the reader ever saw it. */
async function failedEntries({ job, run }: UsedAnswer): Promise<UsageEntry[]> {
  const entries: UsageEntry[] = [];
  for (const attempt of run.failed) {
    const usage = attempt === run.current ? null : usageOfFailed(attempt);
    const model = attempt.trace.model ?? attempt.entity.target?.chain.model ?? null;
    if (usage === null || model === null) continue;
    const price = await currentPrice(model.provider, model.name);
    entries.push({
      ...shared(job, run),
      ...servedBy(attempt, model),
      part: entries.length + 1,
      requests: 0,
      usage,
      cost: costOf(usage, price),
      priceSource: price === null ? 'none' : 'provider',
    });
  }
  return entries;
}

/** Null when the model wrote nothing, as far as we know. */
function usageOfFailed({ trace }: Attempt): Usage | null {
  if (trace.usage !== null) return trace.usage;
  const written = trace.text + trace.withheld;
  if (written === '') return null;
  return estimateUsage(trace.prompt?.map((turn) => turn.content).join('\n') ?? '', written);
}
