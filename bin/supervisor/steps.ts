/** Shows what a start is doing while it does it: a spinner on a terminal, plain lines in a log. */
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
export function seconds(ms: number): string {
  return ms < 100 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export interface Steps {
  /**
   * Runs `work` as a named step. `long` also announces it in a log, where no spinner shows that something is going on;
   * `silent` leaves the closing line to the caller.
   */
  run<T>(name: string, work: () => Promise<T>, options?: { long?: boolean; silent?: boolean }): Promise<T>;
}

export function createSteps(out: NodeJS.WriteStream): Steps {
  const running = new Map<string, number>();
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const clear = () => {
    if (out.isTTY) out.write('\r\x1b[2K');
  };
  const draw = () => {
    if (!out.isTTY || running.size === 0) return;
    const parts = [...running].map(([name, since]) => `${name} ${seconds(Date.now() - since)}`);
    const line = `${frames[frame++ % frames.length]} ${parts.join(' · ')}`;
    out.write(`\r\x1b[2K${line.slice(0, out.columns - 1)}`);
  };
  const finish = (name: string, line: string | null) => {
    running.delete(name);
    if (running.size === 0) clearInterval(timer);
    clear();
    if (line !== null) out.write(`${line}\n`);
    draw();
  };

  return {
    async run(name, work, options = {}) {
      const since = Date.now();
      if (running.size === 0 && out.isTTY) timer = setInterval(draw, frameMs);
      running.set(name, since);
      if (!out.isTTY && options.long) out.write(`… ${name}\n`);
      try {
        const result = await work();
        const took = Date.now() - since;
        finish(name, options.silent ? null : `✓ ${name} (${seconds(took)})`);
        return result;
      } catch (error) {
        finish(name, `✗ ${name}`);
        throw error;
      }
    },
  };
}
