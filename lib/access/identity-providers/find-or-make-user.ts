import { recordAudit } from '../../audit/index.ts';
import type { Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { noPassword } from '../password-hash.ts';
import { holdsRole } from '../role-store.ts';
import { insertUser } from '../user-store.ts';
import type { Claims } from './oidc-client.ts';
import { isOfDomains, plainEmail } from './plain-email.ts';
import { findAccount, findByEmail, findLinked, type ProviderRow, saveLink } from './provider-store.ts';

/**
 * The account of somebody the provider vouches for: the one linked to the subject; else the one that has the e-mail
 * address, where the provider is trusted with addresses and calls it verified; else a new one, where it may make them.
 * Throws `unauthenticated` (reasons `no_account`, `account_exists`, `account_disabled`).
 */
export async function findOrMakeUser(
  tx: Tx,
  provider: ProviderRow,
  claims: Claims,
): Promise<{ id: string; name: string; email: string }> {
  const { issuer, subject } = claims;
  const email = plainEmail(claims.email);
  const linked = await findLinked(tx, issuer, subject);
  const id =
    linked ?? (await byEmail(tx, provider, claims, email)) ?? (await make(tx, provider, claims, email));
  const user = await findAccount(tx, id);
  if (user === null || user.disabledAt !== null) {
    throw refusal('account_disabled', 'Your account is disabled. Ask an administrator.');
  }
  await saveLink(tx, { issuer, subject, userId: id, email });
  return user;
}

async function byEmail(
  tx: Tx,
  provider: ProviderRow,
  claims: Claims,
  email: string | null,
): Promise<string | null> {
  const account = email === null ? null : await findByEmail(tx, email);
  if (account === null || email === null) return null;
  const trusted = provider.trustEmail && claims.emailVerified === true;
  if (trusted && isOfDomains(email, provider.allowedDomains) && !(await holdsRole(tx, account.id, 'owner'))) {
    return account.id;
  }
  throw refusal(
    'account_exists',
    'This e-mail address has an account here that is not linked to the identity provider. Sign in with your password.',
  );
}

async function make(tx: Tx, provider: ProviderRow, claims: Claims, email: string | null): Promise<string> {
  const welcome = provider.justInTime && email !== null && claims.emailVerified !== false;
  if (!welcome || !isOfDomains(email, provider.allowedDomains)) {
    throw refusal('no_account', 'You have no account here. Ask an administrator to invite you.');
  }
  const name =
    (claims.name ?? email)
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 100) || email;
  const id = newId();
  await insertUser(tx, { id, email, name, passwordHash: noPassword, mustChangePassword: false });
  const actor = { kind: 'system', id: null, name: `Identity provider ${provider.name}`, address: null };
  const subject = { kind: 'user', id, name: email };
  await recordAudit(tx, actor, { action: 'user.created', subject, after: { name, issuer: claims.issuer } });
  return id;
}

function refusal(reason: string, message: string): AppError {
  return new AppError('unauthenticated', message, { reason });
}
