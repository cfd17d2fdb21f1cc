import { env } from '../../platform/env.ts';

/** The console's public address, without a slash at its end. */
export function consoleOrigin(): string {
  return new URL(env().NEXTAUTH_URL ?? `http://localhost:${env().PORT}`).origin;
}

/** Registered with the issuer, so it never changes with the host a browser used. */
export function callbackUrlOf(slug: string): string {
  return `${consoleOrigin()}/api/auth/oidc/${slug}/callback`;
}
