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
    case 'too_many_tries':
      return `Too many tries from your network.${again}`;
    case 'step_over':
      return 'Signing in took too long, or was finished in another window. Begin again.';
    case 'provider_refused':
      return 'The identity provider did not sign you in. Try again, or ask an administrator.';
    case 'provider_unreachable':
      return 'The identity provider does not answer. Try again in a minute, or sign in with a password.';
    case 'no_account':
      return 'You have no account here. Ask an administrator to invite you.';
    case 'account_exists':
      return 'This e-mail address has an account here that is not linked to the identity provider. Sign in with your password, or ask an administrator.';
    case 'account_disabled':
      return 'Your account is disabled. Ask an administrator.';
    case 'last_owner':
      return 'Your groups at the identity provider no longer make you an owner, and Slipway would have none left. You were not signed in, and nothing was changed. Have your groups corrected at the provider, or sign in with a password and make somebody else an owner first.';
    case 'sign_in_busy':
      return `Too many people are signing in at this moment.${again}`;
    default:
      return `Signing in did not work.${again}`;
  }
}
