/**
 * Sessions are NextAuth JWTs (JWE, A256GCM) that name a row, the user and the moment of signing in. Neither changes while
 * a session is renewed: ending the row ends the session, and one time stamp on the user ends all earlier ones.
 */
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { deriveKey } from '../platform/crypto.ts';
import { env } from '../platform/env.ts';

/** A session ends this long after signing in, renewed or not. */
export const sessionMaxAgeSeconds = 7 * 24 * 3600;

/** What a session says; `signedInAt` is in milliseconds since 1970, by the database's clock. */
export interface Session {
  /** Of its row; new at every sign-in, second factor and change of password. */
  id: string;
  userId: string;
  signedInAt: number;
}

const payloadSchema = z.object({ sub: z.uuid(), sid: z.uuid(), signedInAt: z.number().int().positive() });

export function sessionSecret(): string {
  return deriveKey('session').toString('hex');
}

/** True when the console is reached over https, so cookies must be `Secure`. */
export function secureCookies(): boolean {
  return env().NEXTAUTH_URL?.startsWith('https://') ?? false;
}

const baseName = 'next-auth.session-token';

/**
 * The name of a cookie of ours. Over https it takes the prefix with which browsers accept a cookie from this very host
 * alone, so that no sister host can plant one (RFC 6265bis, section 4.1.3.2).
 */
export function cookieName(name: string): string {
  return secureCookies() ? `__Host-${name}` : name;
}

/** NextAuth's cookies under our names, with what all of them have in common. */
export function authCookies() {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookies() } as const;
  const cookie = (name: string) => ({ name: cookieName(name), options });
  return {
    sessionToken: cookie(baseName),
    csrfToken: cookie('next-auth.csrf-token'),
    callbackUrl: cookie('next-auth.callback-url'),
    pkceCodeVerifier: cookie('next-auth.pkce.code_verifier'),
    state: cookie('next-auth.state'),
    nonce: cookie('next-auth.nonce'),
  };
}

/** The session token of a `Cookie` header. NextAuth splits long tokens into `<name>.0`, `<name>.1`, … */
export function readSessionToken(cookieHeader: string | null): string | null {
  if (cookieHeader === null || !cookieHeader.includes(baseName)) return null;
  const cookies = parseCookies(cookieHeader);
  const name = cookieName(baseName);
  return (cookies.get(name) ?? joinChunks(cookies, name)) || null;
}

export function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const name = pair.slice(0, at).trim();
    if (!cookies.has(name)) cookies.set(name, decodeCookieValue(pair.slice(at + 1).trim()));
  }
  return cookies;
}

function decodeCookieValue(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function joinChunks(cookies: ReadonlyMap<string, string>, name: string): string {
  let token = '';
  for (let index = 0; ; index++) {
    const chunk = cookies.get(`${name}.${index}`);
    if (chunk === undefined) return token;
    token += chunk;
  }
}

/** The session inside a token, or `null` when the token is forged, expired or from another secret. */
export async function decodeSession(token: string): Promise<Session | null> {
  const payload = await decode({ token, secret: sessionSecret() }).catch(() => null);
  return readSession(payload);
}

export function readSession(payload: unknown): Session | null {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { sub: userId, sid: id, signedInAt } = parsed.data;
  return { id, userId, signedInAt };
}

/** A `Set-Cookie` value that signs the browser in, for the ways in that do not pass through NextAuth. */
export async function sessionCookie(session: Session): Promise<string> {
  const token = await encode({
    token: { sub: session.userId, sid: session.id, signedInAt: session.signedInAt },
    secret: sessionSecret(),
    maxAge: sessionMaxAgeSeconds,
  });
  const attributes = `Path=/; Max-Age=${sessionMaxAgeSeconds}; HttpOnly; SameSite=Lax`;
  return `${cookieName(baseName)}=${token}; ${attributes}${secureCookies() ? '; Secure' : ''}`;
}
