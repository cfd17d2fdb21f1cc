import { type GenerateEvent, type GenerateRequest, type Provider, ProviderError } from '../contract.ts';
import { isEgressRefusal } from '../transport/provider-errors.ts';
import type { Outcome } from './breaker.ts';
import { type Monitor, note } from './monitor.ts';

interface Clock {
  /** Milliseconds, never backwards. */
  now: () => number;
}

/**
 * The same provider behind its circuit breaker. While the circuit is open, a call raises `unavailable` at once with
 * `retryAfterMs`, so that fallbacks take over without waiting.
 */
export function withCircuit(
  provider: Provider,
  monitorNow: () => Monitor,
  clock: Clock = { now: Date.now },
): Provider {
  return {
    name: provider.name,
    generate: (request) => guarded(provider, request, monitorNow(), clock),
  };
}

async function* guarded(
  provider: Provider,
  request: GenerateRequest,
  monitor: Monitor,
  { now }: Clock,
): AsyncGenerator<GenerateEvent> {
  const began = now();
  const admission = monitor.breaker.admit(began);
  if ('retryAfterMs' in admission) throw refusal(provider.name, admission.retryAfterMs);
  let outcome: Outcome = 'neutral';
  let failure: ProviderError | null = null;
  try {
    for await (const event of provider.generate(request)) {
      if (event.type === 'finish') outcome = 'success';
      yield event;
    }
  } catch (error) {
    if (error instanceof ProviderError) {
      failure = error;
      outcome = outcomeOf(error);
    }
    throw error;
  } finally {
    const ended = now();
    admission.settle(outcome, ended);
    note(monitor, outcome, { now: ended, ms: ended - began, error: failure });
  }
}

/**
 * What speaks against the provider. A refused key or request is the caller's mistake, a rate limit is the provider at
 * work (its `retry-after` is honoured), a caller that left or our own egress guard says nothing.
 */
function outcomeOf(error: ProviderError): Outcome {
  const blamed = ['unavailable', 'timeout', 'stream_cut', 'bad_response'].includes(error.code);
  return blamed && !isEgressRefusal(error) ? 'failure' : 'neutral';
}

function refusal(provider: string, retryAfterMs: number): ProviderError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new ProviderError(
    'unavailable',
    `The provider "${provider}" failed too often just now. It is tried again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    { provider, retryAfterMs },
  );
}
