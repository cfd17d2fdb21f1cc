import { log } from '../log.ts';
import { leaseSeconds, renewClaims } from './store.ts';

const running = new Set<string>();
let timer: NodeJS.Timeout | undefined;

/** Renews a claim's lease for as long as this process works on it. Returns how to stop. */
export function keepClaim(claim: string): () => void {
  running.add(claim);
  timer ??= setInterval(renew, (leaseSeconds * 1000) / 3).unref();
  return () => {
    running.delete(claim);
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function renew(): void {
  renewClaims([...running]).catch((error: unknown) =>
    log.warn('cannot renew the leases of idempotency keys', { error }),
  );
}
