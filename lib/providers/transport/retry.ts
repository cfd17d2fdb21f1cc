import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderError, ProviderErrorCode } from '../contract.ts';
import { isEgressRefusal } from './provider-errors.ts';

export interface RetryOptions {
  /** Tries in all. */
  attempts: number;
  /** First back-off; doubles with each try. */
  baseMs: number;
  /** A provider that asks to wait longer is not waited for. */
  maxWaitMs: number;
  /** 0 ≤ x < 1. */
  random: () => number;
  /** Rejects when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const defaultRetry: RetryOptions = {
  attempts: 3,
  baseMs: 300,
  maxWaitMs: 20_000,
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

const retryable: readonly ProviderErrorCode[] = ['rate_limited', 'unavailable', 'stream_cut'];

/**
 * How long to wait before the next try, or null to give up. "Full jitter" of Brooker, "Exponential Backoff And Jitter"
 * (AWS Architecture Blog, 2015); the provider's own `retry-after` is a lower bound.
 */
export function waitBeforeRetry(error: ProviderError, attempt: number, options: RetryOptions): number | null {
  if (attempt >= options.attempts || !retryable.includes(error.code) || isEgressRefusal(error)) return null;
  const jitter = options.random() * options.baseMs * 2 ** (attempt - 1);
  const wait = (error.retryAfterMs ?? 0) + jitter;
  return wait > options.maxWaitMs ? null : wait;
}
