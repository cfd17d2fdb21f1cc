import { performance } from 'node:perf_hooks';
import { AppError } from '../../platform/errors.ts';
import { maxRateLimit, maxTagLength, type RateRule } from '../schemas.ts';
import type { Hold, Taken } from './leases.ts';
import { type Applied, rateHeaders } from './rate-headers.ts';
import { currentRules, leases, rateHealth } from './rate-state.ts';
import { cutOffRefusal, limitRefusal, tooLargeRefusal } from './refusals.ts';
import { rulesFor, type Subject } from './rule-index.ts';

/** Who asks for what. */
export interface RateInput {
  /** Name of the endpoint. */
  endpoint: string;
  /** The person asked for; null for background work. */
  userId: string | null;
  /** Ids of that person's teams. */
  teams: readonly string[];
  /** API key that was used; null for sessions. */
  keyId: string | null;
  /** Of the header `x-slipway-tag` or the metadata; longer than 64 characters is `invalid`. */
  tag: string | null;
  /** Tokens the request will cost, input and output; asked for only when a rule counts tokens. */
  estimateTokens: () => number;
}

/** What a request was let in with. Exactly one of `settle` and `release` counts, the first that is called. */
export interface RateAdmission {
  admitted: true;
  /** `x-ratelimit-*`, for the response. */
  headers: Readonly<Record<string, string>>;
  /** Corrects the estimate: what was too much is given back, what was too little is owed. Throws `invalid`. */
  settle(actualTokens: number): void;
  /** For requests that were not made after all: gives everything back. */
  release(): void;
}

export interface RateRefusal {
  admitted: false;
  /** `rate_limited`, naming the rule; `unavailable` (reason `rate_limits_cut_off`) without PostgreSQL. */
  error: AppError;
  headers: Readonly<Record<string, string>>;
}

export type RateDecision = RateAdmission | RateRefusal;

const nothingTaken: RateAdmission = {
  admitted: true,
  headers: {},
  settle: () => undefined,
  release: () => undefined,
};

/** Lets a request in by every rule that applies to it, or by none. Without rules it costs nothing. */
export async function takeRate(input: RateInput): Promise<RateDecision> {
  const known = currentRules();
  const index = known instanceof Promise ? await known : known;
  if (index.size === 0) return nothingTaken;
  if (input.tag !== null && input.tag.length > maxTagLength) {
    throw new AppError('invalid', `A request tag has at most ${maxTagLength} characters.`);
  }
  const rules: { rule: RateRule; subject: Subject }[] = [];
  for (const subject of subjectsOf(input)) {
    for (const rule of rulesFor(index, subject)) rules.push({ rule, subject });
  }
  if (rules.length === 0) return nothingTaken;
  const tokens = rules.some(({ rule }) => rule.unit === 'tokens') ? countOf(input.estimateTokens()) : 0;
  const applied = rules.map(({ rule, subject }): Applied & { rule: RateRule; subject: Subject } => ({
    rule,
    subject,
    unit: rule.unit,
    bucket: leases().bucket(rule.id, subject.value, rule.limit),
    cost: rule.unit === 'requests' ? 1 : tokens,
    final: rule.unit === 'requests',
  }));
  const never = applied.find(({ rule, cost }) => rule.limit === 0 || cost > rule.limit);
  if (never !== undefined) return refused(tooLargeRefusal(never), applied);
  const promised = leases().take(applied);
  const taken: Taken = promised instanceof Promise ? await promised : promised;
  if (taken.kind === 'taken') return admission(taken.holds, applied);
  const by = applied.find(({ bucket }) => bucket === taken.by.bucket);
  if (by === undefined) throw new RangeError('refused by a rule that was not asked');
  return refused(
    taken.why === 'limit' ? limitRefusal(by, taken.retryAfterMs) : cutOffRefusal(by, taken.retryAfterMs),
    applied,
  );
}

function* subjectsOf(input: RateInput): Generator<Subject> {
  yield { kind: 'endpoint', value: input.endpoint };
  if (input.userId !== null) yield { kind: 'user', value: input.userId };
  for (const value of input.teams) yield { kind: 'team', value };
  if (input.keyId !== null) yield { kind: 'key', value: input.keyId };
  if (input.tag !== null && input.tag !== '') yield { kind: 'tag', value: input.tag };
}

function refused(error: AppError, applied: readonly Applied[]): RateRefusal {
  return { admitted: false, error, headers: headersOf(applied) };
}

function admission(holds: readonly Hold[], applied: readonly Applied[]): RateAdmission {
  let open = true;
  const close = (actual: (hold: Hold) => number) => {
    if (!open) return;
    open = false;
    for (const hold of holds) leases().settle(hold, actual(hold));
  };
  return {
    admitted: true,
    headers: headersOf(applied),
    settle(actualTokens) {
      const actual = countOf(actualTokens);
      close(({ final, cost }) => (final ? cost : actual));
    },
    release: () => close(() => 0),
  };
}

function headersOf(applied: readonly Applied[]): Record<string, string> {
  const headers = rateHeaders(applied, performance.now());
  if (rateHealth().status === 'cut-off') headers['x-slipway-limits'] = 'cut-off';
  return headers;
}

/** A count of tokens that can be added up. Throws `invalid` for what is none. */
function countOf(tokens: number): number {
  if (Number.isSafeInteger(tokens) && tokens >= 0 && tokens <= maxRateLimit) return tokens;
  throw new AppError('invalid', `${tokens} is not a number of tokens.`, { reason: 'invalid_token_count' });
}
