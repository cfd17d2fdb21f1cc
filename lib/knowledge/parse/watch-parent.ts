/** Ends a parser process whose parent has died, even while the parser itself is stuck. */
const interval = 2000;
const guardian = process.ppid;

setInterval(() => {
  try {
    process.kill(guardian, 0);
    if (process.ppid === guardian) return;
  } catch {
    // No such process.
  }
  process.kill(process.pid, 'SIGKILL');
}, interval);

export {};
