import type { z } from 'zod';
import { recordAudit } from '../../audit/index.ts';
import { seal } from '../../platform/crypto.ts';
import { isUniqueViolation, prisma, type Tx } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { assertMay, type Caller } from '../caller.ts';
import { changeAccess } from '../change-access.ts';
import { scopeSchema } from '../reach.ts';
import type {
  createIdentityProviderSchema,
  Discovery,
  GroupMapping,
  IdentityProviderSummary,
  SaveIdentityProvider,
  SignInButton,
} from '../schemas.ts';
import { assertMayChange } from './assert-may-change.ts';
import { callbackUrlOf } from './callback-url.ts';
import { discover } from './oidc-client.ts';
import {
  findButtons,
  findProvider,
  findProviders,
  insertProvider,
  type NewMapping,
  type ProviderRow,
  removeProvider,
  replaceMappings,
  updateProviderRow,
} from './provider-store.ts';

export async function listIdentityProviders(caller: Caller): Promise<IdentityProviderSummary[]> {
  assertMay(caller, 'settings.read');
  return (await findProviders()).map(present);
}

/** For the sign-in page, so for everybody. */
export function signInButtons(): Promise<SignInButton[]> {
  return findButtons();
}

export async function createIdentityProvider(
  caller: Caller,
  { slug, ...input }: z.output<typeof createIdentityProviderSchema>,
): Promise<IdentityProviderSummary> {
  assertMay(caller, 'settings.write');
  const id = newId();
  return changeAccess(id, async (tx) => {
    await assertMayChange(tx, caller, input, null);
    const sealedSecret = seal('identity-provider', input.clientSecret);
    await insertProvider(tx, { id, slug, sealedSecret, ...dataOf(input) });
    return finish(tx, caller, id, input, 'identity_provider.created', null);
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    const message = `There is an identity provider "${slug}" already.`;
    throw new AppError('conflict', message, { issues: [{ path: 'slug', message }] });
  });
}

export async function updateIdentityProvider(
  caller: Caller,
  id: string,
  input: SaveIdentityProvider,
): Promise<IdentityProviderSummary> {
  assertMay(caller, 'settings.write');
  return changeAccess(id, async (tx) => {
    const before = await found(tx, id);
    await assertMayChange(tx, caller, input, before);
    const { clientSecret } = input;
    const secret = clientSecret !== undefined && { sealedSecret: seal('identity-provider', clientSecret) };
    await updateProviderRow(tx, id, { ...dataOf(input), ...secret });
    return finish(tx, caller, id, input, 'identity_provider.changed', before);
  });
}

/** People it let in stay; they can be given a password. */
export async function deleteIdentityProvider(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'settings.write');
  await changeAccess(id, async (tx) => {
    const before = await found(tx, id);
    await removeProvider(tx, id);
    const subject = { kind: 'identity-provider', id, name: before.name };
    await recordAudit(tx, caller, { action: 'identity_provider.deleted', subject, before: facts(before) });
  });
}

/** Asks the issuer for its description: what a sign-in would find. */
export async function testIdentityProvider(caller: Caller, id: string): Promise<Discovery> {
  assertMay(caller, 'settings.write');
  const metadata = (await discover(await found(prisma(), id))).serverMetadata();
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: metadata.authorization_endpoint ?? '',
    tokenEndpoint: metadata.token_endpoint ?? '',
    scopesSupported: [...(metadata.scopes_supported ?? [])].slice(0, 100),
  };
}

async function finish(
  tx: Tx,
  caller: Caller,
  id: string,
  { mappings }: SaveIdentityProvider,
  action: string,
  before: ProviderRow | null,
): Promise<IdentityProviderSummary> {
  await replaceMappings(tx, id, mappings.map(mappingRow));
  const after = await found(tx, id);
  await recordAudit(tx, caller, {
    action,
    subject: { kind: 'identity-provider', id, name: after.name },
    ...(before !== null && { before: facts(before) }),
    after: facts(after),
  });
  return present(after);
}

async function found(db: Parameters<typeof findProvider>[0], id: string): Promise<ProviderRow> {
  const provider = await findProvider(db, id);
  if (provider === null) throw notFound('This identity provider');
  return provider;
}

function dataOf({ clientSecret: _secret, mappings: _mappings, ...data }: SaveIdentityProvider) {
  return data;
}

function mappingRow(mapping: GroupMapping): NewMapping {
  const { group } = mapping;
  if ('teamId' in mapping) {
    return { id: newId(), group, role: null, scopeKind: 'everything', scopeName: '', teamId: mapping.teamId };
  }
  const { role, scope } = mapping;
  const scopeName = scope.kind === 'everything' ? '' : scope.name;
  return { id: newId(), group, role, scopeKind: scope.kind, scopeName, teamId: null };
}

function present(row: ProviderRow): IdentityProviderSummary {
  const { sealedSecret: _secret, mappings, createdAt, ...rest } = row;
  return {
    ...rest,
    mappings: mappings.flatMap(presentMapping),
    callbackUrl: callbackUrlOf(row.slug),
    createdAt: createdAt.toISOString(),
  };
}

function presentMapping({
  group,
  role,
  teamId,
  scopeKind,
  scopeName,
}: ProviderRow['mappings'][number]): GroupMapping[] {
  if (teamId !== null) return [{ group, teamId }];
  const scope = scopeSchema.safeParse(
    scopeKind === 'everything' ? { kind: scopeKind } : { kind: scopeKind, name: scopeName },
  );
  return role === null || !scope.success ? [] : [{ group, role, scope: scope.data }];
}

function facts(row: ProviderRow) {
  const { id: _id, sealedSecret: _secret, createdAt: _at, mappings, ...rest } = row;
  return { ...rest, mappings: mappings.map((mapping) => ({ ...mapping })) };
}
