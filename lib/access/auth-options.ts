import type { AuthOptions, User } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { parseOrThrow } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { sessionUser } from './authenticate.ts';
import { localPath } from './local-path.ts';
import { signInSchema } from './schemas.ts';
import {
  authCookies,
  readSession,
  type Session,
  secureCookies,
  sessionMaxAgeSeconds,
  sessionSecret,
} from './session-token.ts';
import { signIn } from './sign-in.ts';

export interface SignInAttempt {
  /** Network address, for the audit trail. */
  address: string | null;
  /** Where the browser says it is, checked to be this server; `null` for scripts. */
  origin: string | null;
  /** Why the sign-in failed, for the answer: NextAuth itself passes on no more than a word. */
  failure: unknown;
}

/** How NextAuth works here. Made for each request; `attempt` receives what went wrong. */
export function authOptions(attempt: SignInAttempt): AuthOptions {
  return {
    secret: sessionSecret(),
    providers: [credentials(attempt)],
    session: { strategy: 'jwt', maxAge: sessionMaxAgeSeconds },
    useSecureCookies: secureCookies(),
    cookies: authCookies(),
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    callbacks: {
      jwt: async ({ token, user }) => (user ? newToken(user) : checkedToken(token)),
      session: async ({ session, token }) => ({ ...session, ...(await sessionDetails(token)) }),
      redirect: ({ url, baseUrl }) => `${baseUrl}${localPath(withoutBase(url, attempt.origin ?? baseUrl))}`,
    },
    logger: {
      error: (code) => log.debug('next-auth', { code }),
      warn: (code) => log.debug('next-auth', { code }),
      debug: () => undefined,
    },
  };
}

function credentials(attempt: SignInAttempt): CredentialsConfig {
  return {
    id: 'credentials',
    name: 'E-mail and password',
    type: 'credentials',
    credentials: { email: {}, password: {} },
    authorize: async (input) => {
      try {
        const signedIn = await signIn(parseOrThrow(signInSchema, input, 'sign-in'), attempt.address);
        const { userId: id, ...rest } = signedIn;
        return { id, ...rest };
      } catch (error) {
        attempt.failure = error;
        return null;
      }
    },
  };
}

function withoutBase(url: string, base: string): string {
  return url.startsWith(base) ? url.slice(base.length) : url;
}

type Token = Record<string, unknown>;

function newToken(user: User): Token {
  return { sub: user.id, signedInAt: 'signedInAt' in user ? user.signedInAt : undefined };
}

/** Throws when the session is over; NextAuth then clears the cookie. */
async function checkedToken(token: Token): Promise<Token> {
  const session = await goodSession(token);
  return { sub: session.userId, signedInAt: session.signedInAt };
}

async function sessionDetails(token: Token) {
  const { userId, signedInAt, user } = await goodSession(token);
  const { name, email } = user;
  return {
    user: { id: userId, name, email },
    expires: new Date(signedInAt + sessionMaxAgeSeconds * 1000).toISOString(),
  };
}

async function goodSession(token: Token): Promise<Session & { user: { name: string; email: string } }> {
  const session = readSession(token);
  const user = session && (await sessionUser(session));
  if (!user) throw new Error('The session has ended.');
  return { ...session, user };
}
