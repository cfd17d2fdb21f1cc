/** One press of Ctrl-C arrives up to three times: from the terminal, from npm and from our launcher. */
const samePressMs = 500;

/**
 * Calls `stop` when the process is asked to end, by a signal or because the launcher above it is gone, and `hasten` when it
 * is asked again.
 */
export function onStopRequest(stop: () => void, hasten: () => void): void {
  let first: number | undefined;
  const request = () => {
    const now = Date.now();
    if (first === undefined) {
      first = now;
      stop();
    } else if (now - first > samePressMs) hasten();
  };
  process.on('SIGINT', request);
  process.on('SIGTERM', request);
  process.on('SIGHUP', request);
  if (process.send !== undefined) process.on('disconnect', request);
}
