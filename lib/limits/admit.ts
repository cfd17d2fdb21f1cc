/** Lets a request in by every limit, or by none: rate limits first, since they cost nothing. */
import { type Caller, userIdOf } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { type Amounts, type Reservation, reserve } from './quotas/reserve.ts';
import { takeRate } from './rates/take-rate.ts';
import { estimateCost, learnTypical } from './rates/typical-tokens.ts';

export interface AdmitInput {
  requestId: string;
  caller: Caller;
  /** Name of the endpoint. */
  endpoint: string;
  /** Request tag; null for none. */
  tag: string | null;
  /** Tokens of what was sent, estimated; asked for only when a limit counts tokens. */
  inputTokens: () => number;
  /** The most the answer may have, where the request says so. */
  maxOutputTokens: number | null;
  /** What it may use at most; asked for only when a quota applies. */
  atMost: () => Promise<Amounts>;
}

export interface UsedTokens {
  inputTokens: number;
  outputTokens: number;
}

/** Headers for the response, whether or not the request was let in. */
export type Admission =
  | {
      refusal: null;
      headers: Readonly<Record<string, string>>;
      /** Goes into the settlement that is written with the request's row. */
      reservation: Reservation;
      /** Once, when that is written. */
      settle(used: UsedTokens): void;
      /** Instead, for a request that was not made after all. */
      release(): void;
    }
  | { refusal: AppError; headers: Readonly<Record<string, string>> };

export async function admit(input: AdmitInput): Promise<Admission> {
  const { caller, endpoint, tag } = input;
  const userId = userIdOf(caller);
  const teams = caller.kind === 'system' ? [] : caller.teams;
  const keyId = caller.kind === 'api-key' ? caller.id : null;
  const rate = await takeRate({
    endpoint,
    userId,
    teams,
    keyId,
    tag,
    estimateTokens: () =>
      estimateCost(endpoint, { input: input.inputTokens(), maxOutput: input.maxOutputTokens }),
  });
  if (!rate.admitted) return { refusal: rate.error, headers: rate.headers };
  const reserved = await reserve({ userId, teamIds: teams, keyId, endpoint }, input.atMost).catch(
    (error: unknown) => {
      rate.release();
      if (error instanceof AppError) return error;
      throw error;
    },
  );
  if (reserved instanceof AppError) return { refusal: reserved, headers: rate.headers };
  return {
    refusal: null,
    headers: rate.headers,
    reservation: reserved,
    settle({ inputTokens, outputTokens }) {
      learnTypical(endpoint, { input: inputTokens, output: outputTokens });
      rate.settle(inputTokens + outputTokens);
      reserved.settled();
    },
    release() {
      rate.release();
      reserved.release();
    },
  };
}
