/** Runs the stages of a version with the real retriever, providers and sandbox, within its time limit. */
import {
  type ChainEvent,
  type ChainGuard,
  type ChainInput,
  type ChainTrace,
  runChain,
  runCustom,
} from '../chain/index.ts';
import type { ExecutableChain, Retrieval } from '../chain/schemas.ts';
import { passageCount, type Reader, retrieve } from '../knowledge/index.ts';
import { AppError } from '../platform/errors.ts';
import { followSignal } from '../platform/follow-signal.ts';
import { getProvider } from '../providers/index.ts';
import type { CacheMode } from './schemas.ts';

export interface VersionRun {
  input: ChainInput;
  /** Whom documents are looked up for. */
  reader: Reader;
  /** Filled as the run goes on. */
  trace: ChainTrace;
  /** Absent outside of endpoints. */
  guard?: ChainGuard | undefined;
  /** Further tries at the provider; null keeps the provider's own number. */
  retries: number | null;
  /** How vectors of questions are cached. */
  embeddings: CacheMode;
  /** Milliseconds since the request arrived; monotonic. */
  elapsed(): number;
  emit(event: ChainEvent): void;
  signal: AbortSignal;
}

/**
 * Fills `run.trace`. Throws `timeout` (reason `answer_timeout`) when the time of the model that answers is over, and what
 * retriever, provider or sandbox throw.
 */
export async function runVersion(chain: ExecutableChain, run: VersionRun): Promise<void> {
  const { trace } = run;
  const deadline = startDeadline(
    run.signal,
    run.input.parameters?.timeoutMs ?? chain.model.parameters.timeoutMs,
  );
  try {
    await runChain(chain, run.input, trace, {
      guard: run.guard,
      providerFor: (name) => {
        // Routing may have chosen a model that may take longer, or less long, than the version's own.
        if (trace.model !== null) deadline.changeTo(trace.model.parameters.timeoutMs);
        return getProvider(name);
      },
      retries: run.retries,
      retrieve: (retrieval, question, signal) => retrieveTraced(run, retrieval, question, signal),
      passagesOf: (retrieval) => passageCount(retrieval.knowledge, retrieval.snapshot),
      runCustom,
      elapsed: run.elapsed,
      date: new Date(),
      emit: run.emit,
      signal: deadline.signal,
    });
  } catch (error) {
    if (deadline.passed()) throw answerTimeout(deadline.ms());
    throw error;
  } finally {
    deadline.clear();
  }
}

async function retrieveTraced(run: VersionRun, retrieval: Retrieval, question: string, signal: AbortSignal) {
  const startMs = run.elapsed();
  const found = await retrieve({
    ...retrieval,
    query: question,
    signal,
    reader: run.reader,
    embeddingCache: run.embeddings,
  });
  if (found.embeddingCache !== 'off') {
    run.trace.spans.push({
      name: 'embed',
      kind: 'step',
      startMs,
      endMs: startMs + found.timings.embedMs,
      detail: { cache: found.embeddingCache },
    });
  }
  return found;
}

/** One signal for the end of the time and for whoever stops the run. */
function startDeadline(outer: AbortSignal, ms: number) {
  const started = performance.now();
  const { signal, stop, release } = followSignal(outer);
  let passed = false;
  const over = () => {
    passed = !signal.aborted;
    stop();
  };
  let limit = ms;
  let timer = setTimeout(over, ms);
  return {
    signal,
    passed: () => passed && !outer.aborted,
    ms: () => limit,
    changeTo(next: number) {
      if (next === limit) return;
      limit = next;
      clearTimeout(timer);
      timer = setTimeout(over, Math.max(0, next - (performance.now() - started)));
    },
    clear() {
      clearTimeout(timer);
      release();
    },
  };
}

function answerTimeout(timeoutMs: number): AppError {
  return new AppError(
    'timeout',
    `The answer was not ready within ${timeoutMs / 1000} seconds and was stopped. Try again.`,
    { reason: 'answer_timeout' },
  );
}
