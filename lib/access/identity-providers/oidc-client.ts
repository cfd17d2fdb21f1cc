/**
 * OpenID Connect with any issuer: discovery, authorisation code with PKCE, state and nonce (openid-client, certified by
 * the OpenID Foundation). Every call goes through the egress guard, follows no redirect and is bounded in size and time.
 */
import * as oidc from 'openid-client';
import { fetch as guardedFetch } from 'undici';
import { unseal } from '../../platform/crypto.ts';
import { assertEgressAllowed, currentAllowance, guardedAgent } from '../../platform/egress.ts';
import { AppError } from '../../platform/errors.ts';
import type { ProviderRow } from './provider-store.ts';

const callSeconds = 15;
const maxAnswerBytes = 1_000_000;

/** What the sign-in keeps sealed until the callback. */
export interface Challenge {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Claims {
  issuer: string;
  subject: string;
  email: string | null;
  /** Null where the provider does not say. */
  emailVerified: boolean | null;
  name: string | null;
  groups: readonly string[];
}

type Connection = Pick<ProviderRow, 'issuer' | 'clientId' | 'sealedSecret' | 'groupsClaim' | 'scopes'>;

/** Throws `upstream` when the issuer does not answer as it should, `invalid` when it may not be reached. */
export async function discover(connection: Connection): Promise<oidc.Configuration> {
  const issuer = new URL(connection.issuer);
  assertEncrypted(issuer);
  const secret = unseal('identity-provider', connection.sealedSecret);
  const execute = [oidc.enableNonRepudiationChecks];
  if (issuer.protocol === 'http:') execute.push(oidc.allowInsecureRequests);
  try {
    return await oidc.discovery(issuer, connection.clientId, secret, undefined, {
      execute,
      timeout: callSeconds,
      [oidc.customFetch]: boundedFetch,
    });
  } catch (error) {
    throw unreachable(issuer, error);
  }
}

/** Where to send the browser, and what to keep until it comes back. */
export async function beginAuthorisation(
  connection: Connection,
  callbackUrl: string,
): Promise<{ url: string; challenge: Challenge }> {
  const configuration = await discover(connection);
  const challenge = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl,
    scope: [...new Set(['openid', ...connection.scopes])].join(' '),
    code_challenge: await oidc.calculatePKCECodeChallenge(challenge.verifier),
    code_challenge_method: 'S256',
    state: challenge.state,
    nonce: challenge.nonce,
  });
  return { url: url.href, challenge };
}

/** Exchanges the code for who the person is. Throws `unauthenticated` (reason `provider_refused`) for anything wrong. */
export async function finishAuthorisation(
  connection: Connection,
  callback: URL,
  challenge: Challenge,
): Promise<Claims> {
  const configuration = await discover(connection);
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
      expectedState: challenge.state,
      expectedNonce: challenge.nonce,
      pkceCodeVerifier: challenge.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('The provider sent no identity.');
    const more = configuration.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {};
    return claimsOf({ ...more, ...claims }, connection.groupsClaim);
  } catch (error) {
    throw refused(error);
  }
}

function claimsOf(
  claims: Record<string, unknown> & { iss: string; sub: string },
  groupsClaim: string,
): Claims {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const verified = claims.email_verified;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: text(claims.email),
    emailVerified: typeof verified === 'boolean' ? verified : null,
    name: text(claims.name) ?? text(claims.preferred_username),
    groups: groupsOf(claims, groupsClaim),
  };
}

/** The claim may lie inside others, as Keycloak's `realm_access.roles` does; one group may come without a list. */
function groupsOf(claims: Record<string, unknown>, path: string): string[] {
  const inside = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  const found = Object.hasOwn(claims, path) ? claims[path] : path.split('.').reduce(inside, claims);
  return [found]
    .flat()
    .filter((group): group is string => typeof group === 'string')
    .slice(0, 2000);
}

const boundedFetch: oidc.CustomFetch = async (address, options) => {
  const url = new URL(address);
  assertEncrypted(url);
  assertEgressAllowed(url);
  const agent = guardedAgent();
  try {
    const { method, headers, body, signal } = options;
    const answer = await guardedFetch(url, {
      method,
      headers,
      body: body as string | URLSearchParams | null | undefined,
      ...(signal && { signal }),
      dispatcher: agent,
      redirect: 'manual',
    });
    const bytes = await readBounded(answer.body, url);
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : bytes, { status: answer.status, headers: [...answer.headers] });
  } finally {
    await agent.destroy();
  }
};

async function readBounded(
  body: AsyncIterable<Uint8Array> | null,
  url: URL,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > maxAnswerBytes) throw new AppError('upstream', `${url.host} answers with too much.`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Codes and client secrets travel: unencrypted only to a host that SLIPWAY_EGRESS_ALLOW names. */
function assertEncrypted(url: URL): void {
  if (url.protocol === 'https:' || currentAllowance().hosts.has(url.hostname.toLowerCase())) return;
  throw new AppError('invalid', `The issuer ${url.host} must be reached over https.`, {
    reason: 'issuer_not_encrypted',
    issues: [{ path: 'issuer', message: 'Use an https address.' }],
  });
}

/** The library wraps what its fetch threw. */
function ownErrorIn(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof Error && error.cause !== undefined ? ownErrorIn(error.cause) : null;
}

function unreachable(issuer: URL, error: unknown): AppError {
  const own = ownErrorIn(error);
  if (own !== null) return own;
  const why = error instanceof Error ? error.message : 'unknown reason';
  const message = `${issuer.host} did not answer as an OpenID Connect issuer: ${why}.`;
  return new AppError('upstream', message, { reason: 'provider_unreachable', cause: error });
}

function refused(error: unknown): AppError {
  const own = ownErrorIn(error);
  if (own !== null) return own;
  return new AppError('unauthenticated', 'The identity provider did not sign you in. Try again.', {
    reason: 'provider_refused',
    cause: error,
  });
}
