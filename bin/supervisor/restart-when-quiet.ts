export interface RestartTrigger {
  /** Something changed; `what` names it. */
  changed(what: string): void;
}

/**
 * Calls `restart` with what changed once nothing has changed for `quietMs`: one restart for a burst of changes (a formatter,
 * a switch of branches). Changes during a restart make one more after it.
 */
export function restartWhenQuiet(
  quietMs: number,
  restart: (changed: readonly string[]) => Promise<unknown>,
): RestartTrigger {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  async function fire(): Promise<void> {
    if (running) return;
    running = true;
    const changed = [...waiting];
    waiting.clear();
    try {
      await restart(changed);
    } finally {
      running = false;
    }
    if (waiting.size > 0) schedule();
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void fire(), quietMs);
  }

  return {
    changed(what) {
      waiting.add(what);
      if (!running) schedule();
    },
  };
}
