import { z } from 'zod';
import { noteRefusal, recordAudit } from '../../audit/index.ts';
import { transaction } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { forgetIdentities } from '../identity-cache.ts';
import { localPath } from '../local-path.ts';
import type { Session } from '../session-token.ts';
import type { Browser } from '../sessions/browser.ts';
import { openSession } from '../sessions/open-session.ts';
import { countAddress } from '../sign-in/count-address.ts';
import { beginStep, finishStep } from '../sign-in/step.ts';
import { applyClaims } from './apply-claims.ts';
import { callbackUrlOf } from './callback-url.ts';
import { findOrMakeUser } from './find-or-make-user.ts';
import { beginAuthorisation, type Claims, finishAuthorisation } from './oidc-client.ts';
import { findEnabledProvider, noteSignIn, type ProviderRow } from './provider-store.ts';

const payloadSchema = z.object({
  slug: z.string(),
  next: z.string(),
  challenge: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
});

/** Where to send the browser, and the secret of its step for the cookie. `next` is a local path to land on. */
export async function beginSignInWith(
  slug: string,
  next: string,
  browser: Browser,
): Promise<{ url: string; token: string }> {
  await countAddress(browser.address);
  const provider = await enabled(slug);
  const { url, challenge } = await beginAuthorisation(provider, callbackUrlOf(slug));
  const payload = { slug, next: localPath(next), challenge };
  const token = await transaction((tx) => beginStep(tx, 'oidc', null, payload));
  return { url, token };
}

/**
 * The browser's return from the provider. The step is used up before the code is looked at: of a callback sent twice,
 * the second finds nothing. Throws `unauthenticated` with a reason for the sign-in page.
 */
export async function finishSignInWith(
  slug: string,
  search: string,
  token: string | null,
  browser: Browser,
): Promise<{ session: Session; next: string }> {
  const right = await countAddress(browser.address);
  try {
    const { payload } = await transaction((tx) => finishStep(tx, token, 'oidc', payloadSchema));
    const provider = await enabled(slug);
    if (payload.slug !== slug) throw refused();
    const claims = await finishAuthorisation(
      provider,
      new URL(`${callbackUrlOf(slug)}${search}`),
      payload.challenge,
    );
    const session = await open(provider, claims, browser);
    await right();
    return { session, next: payload.next };
  } catch (error) {
    note(slug, browser.address, error);
    throw error;
  }
}

async function open(provider: ProviderRow, claims: Claims, browser: Browser): Promise<Session> {
  const session = await transaction(async (tx) => {
    const user = await findOrMakeUser(tx, provider, claims);
    await applyClaims(tx, provider, user, claims);
    await noteSignIn(tx, user.id);
    const actor = { kind: 'user', id: user.id, name: user.name, address: browser.address };
    const subject = { kind: 'user', id: user.id, name: user.email };
    const after = { identityProvider: provider.slug };
    await recordAudit(tx, actor, { action: 'user.signed_in', subject, after });
    return openSession(tx, user.id, browser, { method: 'oidc', secondFactor: false });
  });
  forgetIdentities();
  return session;
}

async function enabled(slug: string): Promise<ProviderRow> {
  const provider = await findEnabledProvider(slug);
  if (provider === null) throw notFound('This identity provider');
  return provider;
}

function refused(): AppError {
  return new AppError('unauthenticated', 'The identity provider did not sign you in. Try again.', {
    reason: 'provider_refused',
  });
}

function note(slug: string, address: string | null, error: unknown): void {
  if (!(error instanceof AppError)) return;
  noteRefusal({
    actor: { kind: 'anonymous', id: null, name: 'somebody signing in', address },
    action: 'user.sign_in_refused',
    subject: { kind: 'identity-provider', id: slug, name: slug },
    permission: null,
    reason: error.reason ?? error.code,
  });
}
