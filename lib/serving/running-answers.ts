/** Answers under way in this process, so that a shutdown can wait for them and stop those that do not end. */

interface RunningAnswer {
  done: Promise<unknown>;
  stop: () => void;
}

// The fast door and Next hold separate copies of this module in one process; a shutdown waits for the answers of both.
const registryKey = Symbol.for('slipway.running-answers');
const registry = globalThis as { [registryKey]?: Map<string, RunningAnswer> };
registry[registryKey] ??= new Map();
const running = registry[registryKey];

export function trackAnswer(requestId: string, done: Promise<unknown>, stop: () => void): void {
  running.set(requestId, { done, stop });
  const forget = () => void running.delete(requestId);
  done.then(forget, forget);
}

export function runningAnswerCount(): number {
  return running.size;
}

/** Resolves when all answers ended; when `hasten` aborts, those still running are stopped, and recorded as such. */
export async function drainAnswers(hasten: AbortSignal): Promise<void> {
  const stopAll = () => {
    for (const answer of running.values()) answer.stop();
  };
  if (hasten.aborted) stopAll();
  hasten.addEventListener('abort', stopAll, { once: true });
  await Promise.allSettled([...running.values()].map((answer) => answer.done));
}
