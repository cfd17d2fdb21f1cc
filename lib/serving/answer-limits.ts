/** Lets a request in by the limits: what it may use at most is reserved until it is known what it did use. */
import type { ExecutableChain, ModelChoice } from '../chain/schemas.ts';
import { type Admission, type Amounts, admit } from '../limits/index.ts';
import { currentPrice, estimateTokens } from '../providers/index.ts';
import type { AnswerRequest } from './answer-contract.ts';
import type { ResolvedEntity } from './resolve-entity.ts';

/** A model that was not told where to stop stops somewhere. Tokens. */
const usualMaxOutput = 4096;
/** Larger than what any of our ways of chunking makes of a passage in the languages we know. Tokens. */
const passageTokens = 1000;
/** Estimates of tokens are good to within a third or so: this many hundredths of one are reserved. */
const reservedShare = 150;

export type LimitsAdmission = Extract<Admission, { refusal: null }>;

/** Throws the refusal: `rate_limited` (reason `quota_exceeded` for a quota). */
export async function admitByLimits(
  request: AnswerRequest,
  plan: readonly ResolvedEntity[],
): Promise<LimitsAdmission> {
  const sent = memo(() => estimateTokens(textOf(request)));
  const admission = await admit({
    requestId: request.requestId,
    caller: request.caller,
    endpoint: request.endpoint,
    tag: request.tag ?? null,
    inputTokens: sent,
    maxOutputTokens: request.parameters?.maxOutputTokens ?? null,
    atMost: () => atMost(request, plan, sent()),
  });
  request.onLimits?.(admission.headers);
  if (admission.refusal !== null) throw admission.refusal;
  return admission;
}

function memo<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function textOf({ turns, inputs, options }: AnswerRequest): string {
  return [...turns.map((turn) => turn.content), JSON.stringify(inputs), JSON.stringify(options ?? {})].join(
    '\n',
  );
}

/** Of the dearest entity and model that may answer. */
async function atMost(
  request: AnswerRequest,
  plan: readonly ResolvedEntity[],
  sentTokens: number,
): Promise<Amounts> {
  const most = { requests: 1n, tokens: 0n, money: 0n };
  for (const { target } of plan) {
    if (target === null) continue;
    const input = Math.ceil(((sentTokens + chainTokens(target.chain)) * reservedShare) / 100);
    for (const model of modelsOf(target.chain)) {
      const output =
        request.parameters?.maxOutputTokens ?? model.parameters.maxOutputTokens ?? usualMaxOutput;
      const tokens = BigInt(input + output);
      if (tokens > most.tokens) most.tokens = tokens;
      const money = await costAtMost(model, input, output);
      if (money > most.money) most.money = money;
    }
  }
  return most;
}

function chainTokens({ prompt, retrieval }: ExecutableChain): number {
  const template = prompt === null ? 0 : estimateTokens(prompt.system + prompt.user);
  return template + (retrieval === null ? 0 : retrieval.k * passageTokens);
}

function modelsOf({ model, routing }: ExecutableChain): ModelChoice[] {
  return [model, ...(routing?.map((rule) => rule.model) ?? [])];
}

async function costAtMost({ provider, name }: ModelChoice, input: number, output: number): Promise<bigint> {
  const price = await currentPrice(provider, name);
  if (price === null) return 0n;
  const dearestInput = Math.max(price.input, price.cachedInput, price.cacheWrite);
  const dearestOutput = Math.max(price.output, price.reasoning);
  return BigInt(input) * BigInt(dearestInput) + BigInt(output) * BigInt(dearestOutput);
}
