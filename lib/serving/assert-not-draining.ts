import { AppError } from '../platform/errors.ts';
import { isDraining } from '../platform/lifecycle.ts';

/** Throws `unavailable` while the process ends: what began would be cut off. */
export function assertNotDraining(): void {
  if (!isDraining()) return;
  throw new AppError('unavailable', 'Slipway is restarting. Try again in a few seconds.', {
    retryAfterSeconds: 5,
  });
}
