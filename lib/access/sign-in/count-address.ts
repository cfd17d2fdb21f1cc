import { AppError } from '../../platform/errors.ts';
import { waitText } from '../wait-text.ts';
import { networkOf } from './network-of.ts';
import { giveTryBack, type Rate, takeTry } from './try-store.ts';

/** Room for an office behind one address on a Monday morning; too little to try a list of leaked passwords. */
const rate: Rate = { burst: 100, seconds: 6 };

/**
 * Counts one try from a network address, whoever's account it is for. Throws `rate_limited` when too many were made.
 * Call the function returned when the try was right: it does not count then.
 */
export async function countAddress(address: string | null): Promise<() => Promise<void>> {
  if (address === null) return () => Promise.resolve();
  const key = `address:${networkOf(address)}`;
  const wait = await takeTry(key, rate);
  if (wait === 0) return () => giveTryBack(key, rate);
  throw new AppError('rate_limited', `Too many tries from your network. Try again in ${waitText(wait)}.`, {
    retryAfterSeconds: wait,
    reason: 'too_many_tries',
  });
}
