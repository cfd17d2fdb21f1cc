import { waitText } from './wait-text.ts';

/** What the sign-in page says after a try made without scripts; the address holds the reason and the wait in seconds. */
export function signInProblem(reason: unknown, wait: unknown): string | undefined {
  if (typeof reason !== 'string') return undefined;
  const seconds = typeof wait === 'string' && /^\d{1,5}$/.test(wait) ? Number(wait) : 0;
  const again = seconds > 0 ? ` Try again in ${waitText(seconds)}.` : ' Try again.';
  switch (reason) {
    case 'wrong_credentials':
      return `The e-mail or the password is wrong.${seconds > 0 ? again : ''}`;
    case 'locked_out':
      return `Too many wrong passwords.${again}`;
    case 'sign_in_busy':
      return `Too many people are signing in at this moment.${again}`;
    default:
      return `Signing in did not work.${again}`;
  }
}
