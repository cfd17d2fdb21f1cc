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
  const timeout = AbortSignal.timeout(request.parameters.timeoutMs);
  const signal = AbortSignal.any([request.signal, timeout]);
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
      await retry.sleep(wait, signal).catch(() => {
        throw ending(request, context);
      });
    }
  }
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
