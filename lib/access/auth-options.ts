import type { AuthOptions, User } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { AppError, parseOrThrow } from '../platform/errors.ts';
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
import type { Browser } from './sessions/browser.ts';
import { endOwnSession } from './sessions/end-own-session.ts';
import { signIn } from './sign-in.ts';

export interface SignInAttempt {
  browser: Browser;
  /** Where the browser says it is, checked to be this server; `null` for scripts. */
  origin: string | null;
  /** Why the sign-in failed, for the answer: NextAuth itself passes on no more than a word. */
  failure: unknown;
  /** Secret of the step that follows a right password, where there is a second factor. */
  stepToken: string | null;
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
    events: {
      signOut: async ({ token }) => {
        const session = readSession(token);
        if (session !== null) await endOwnSession(session);
      },
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
        const outcome = await signIn(parseOrThrow(signInSchema, input, 'sign-in'), attempt.browser);
        if ('token' in outcome) {
          attempt.stepToken = outcome.token;
          throw secondFactorNeeded();
        }
        const { userId, id: sessionId, ...rest } = outcome.session;
        return { id: userId, sessionId, ...rest };
      } catch (error) {
        attempt.failure = error;
        return null;
      }
    },
  };
}

function secondFactorNeeded(): AppError {
  return new AppError(
    'unauthenticated',
    'The password is right. Now enter the code of your authenticator app.',
    {
      reason: 'second_factor_needed',
    },
  );
}

function withoutBase(url: string, base: string): string {
  return url.startsWith(base) ? url.slice(base.length) : url;
}

type Token = Record<string, unknown>;

function newToken(user: User): Token {
  const sid = 'sessionId' in user ? user.sessionId : undefined;
  return { sub: user.id, sid, signedInAt: 'signedInAt' in user ? user.signedInAt : undefined };
}

/** Throws when the session is over; NextAuth then clears the cookie. */
async function checkedToken(token: Token): Promise<Token> {
  const session = await goodSession(token);
  return { sub: session.userId, sid: session.id, signedInAt: session.signedInAt };
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
