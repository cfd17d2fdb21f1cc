import { followSignal } from '../../platform/follow-signal.ts';
import { type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { type ErrorContext, toProviderError } from './provider-errors.ts';
import { type RetryOptions, waitBeforeRetry } from './retry.ts';

/**
 * Runs one call at a provider until it works, its retries are used up, its time is over or its caller leaves. Tries again
 * only while nothing was yielded: a person never sees a sentence begin twice. Throws a `ProviderError` only.
 * `attemptOnce` must stop when the signal aborts.
 */
export async function* generateWithRetries(
  request: GenerateRequest,
  context: ErrorContext,
  options: RetryOptions,
  attemptOnce: (signal: AbortSignal) => AsyncIterable<GenerateEvent>,
): AsyncGenerator<GenerateEvent> {
  const retry = request.retries === null ? options : { ...options, attempts: request.retries + 1 };
  const { signal, release } = limit(request);
  try {
    for (let attempt = 1; ; attempt++) {
      let started = false;
      try {
        for await (const event of attemptOnce(signal)) {
          started = true;
          yield event;
        }
        return;
      } catch (error) {
        const failure = signal.aborted ? ending(request, context) : toProviderError(error, context);
        const wait = started ? null : waitBeforeRetry(failure, attempt, retry);
        if (wait === null) throw failure;
        request.onRetry?.();
        await retry.sleep(wait, signal).catch(() => {
          throw ending(request, context);
        });
      }
    }
  } finally {
    release();
  }
}

/** Given as the reason: an exception of its own for each request would have to write down its stack. */
const over = new Error('The call is over.');

/** Aborts when the caller leaves or the time is over; leaves no timer behind, as `AbortSignal.timeout` would. */
function limit({ signal: caller, parameters }: GenerateRequest): { signal: AbortSignal; release(): void } {
  const { signal, stop, release } = followSignal(caller);
  const timer = setTimeout(() => stop(over), parameters.timeoutMs);
  return {
    signal,
    release() {
      clearTimeout(timer);
      release();
    },
  };
}

function ending(request: GenerateRequest, { provider }: ErrorContext): ProviderError {
  if (request.signal.aborted) {
    return new ProviderError('aborted', 'The request was stopped.', { provider });
  }
  const seconds = request.parameters.timeoutMs / 1000;
  return new ProviderError(
    'timeout',
    `The provider "${provider}" did not finish within ${seconds} seconds.`,
    { provider },
  );
}
