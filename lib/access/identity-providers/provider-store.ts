/** Identity providers, what their groups map to, and who people are there. */
import { type Db, type Prisma, prisma, type Tx } from '../../platform/db.ts';

const row = {
  id: true,
  slug: true,
  name: true,
  issuer: true,
  clientId: true,
  sealedSecret: true,
  scopes: true,
  groupsClaim: true,
  enabled: true,
  allowedDomains: true,
  justInTime: true,
  defaultRole: true,
  trustEmail: true,
  createdAt: true,
  mappings: {
    select: { group: true, role: true, scopeKind: true, scopeName: true, teamId: true },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.IdentityProviderSelect;

export type ProviderRow = Prisma.IdentityProviderGetPayload<{ select: typeof row }>;

export function findProviders(): Promise<ProviderRow[]> {
  return prisma().identityProvider.findMany({ select: row, orderBy: { slug: 'asc' }, take: 100 });
}

export function findProvider(db: Db, id: string): Promise<ProviderRow | null> {
  return db.identityProvider.findUnique({ where: { id }, select: row });
}

export function findEnabledProvider(slug: string): Promise<ProviderRow | null> {
  return prisma().identityProvider.findFirst({ where: { slug, enabled: true }, select: row });
}

export function findButtons(): Promise<{ slug: string; name: string }[]> {
  const select = { slug: true, name: true };
  return prisma().identityProvider.findMany({ where: { enabled: true }, select, orderBy: { name: 'asc' } });
}

export type ProviderData = Omit<ProviderRow, 'id' | 'slug' | 'createdAt' | 'mappings' | 'sealedSecret'>;

export interface NewMapping {
  id: string;
  group: string;
  role: string | null;
  scopeKind: string;
  scopeName: string;
  teamId: string | null;
}

export function insertProvider(
  tx: Tx,
  data: ProviderData & { id: string; slug: string; sealedSecret: Uint8Array<ArrayBuffer> },
): Promise<unknown> {
  return tx.identityProvider.create({ data, select: { id: true } });
}

export function updateProviderRow(
  tx: Tx,
  id: string,
  data: ProviderData & { sealedSecret?: Uint8Array<ArrayBuffer> },
): Promise<unknown> {
  return tx.identityProvider.update({ where: { id }, data, select: { id: true } });
}

export async function replaceMappings(
  tx: Tx,
  providerId: string,
  mappings: readonly NewMapping[],
): Promise<void> {
  await tx.groupMapping.deleteMany({ where: { providerId } });
  await tx.groupMapping.createMany({ data: mappings.map((mapping) => ({ ...mapping, providerId })) });
}

export async function removeProvider(tx: Tx, id: string): Promise<void> {
  await tx.identityProvider.delete({ where: { id } });
}

/** The user known under a subject of an issuer. Locked, so that two first sign-ins at once make one account. */
export async function findLinked(tx: Tx, issuer: string, subject: string): Promise<string | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`slipway.identity:${issuer}:${subject}`}, 0))`;
  const found = await tx.userIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { userId: true },
  });
  return found?.userId ?? null;
}

/** Of the providers the user has signed in through. */
export async function issuersOf(tx: Tx, userId: string): Promise<string[]> {
  const links = await tx.userIdentity.findMany({ where: { userId }, select: { issuer: true } });
  return links.map(({ issuer }) => issuer);
}

export async function saveLink(
  tx: Tx,
  link: { issuer: string; subject: string; userId: string; email: string | null },
): Promise<void> {
  const { issuer, subject, email } = link;
  await tx.userIdentity.upsert({
    where: { issuer_subject: { issuer, subject } },
    create: link,
    update: { email, lastSignInAt: new Date() },
  });
}

export function findByEmail(tx: Tx, email: string) {
  return tx.user.findUnique({ where: { email }, select: { id: true, disabledAt: true } });
}

export function findAccount(tx: Tx, id: string) {
  return tx.user.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, disabledAt: true },
  });
}

export async function noteSignIn(tx: Tx, id: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { lastSignInAt: new Date() }, select: { id: true } });
}

export interface Given {
  roles: readonly { role: string; scopeKind: string; scopeName: string }[];
  teamIds: readonly string[];
}

/** What sign-ins brought is replaced by what this one brings; what people gave stays, and is not given twice. */
export async function replaceGiven(
  tx: Tx,
  userId: string,
  given: Given,
  newId: () => string,
): Promise<{ changed: boolean }> {
  const before = await givenBefore(tx, userId);
  await tx.grant.deleteMany({ where: { userId, source: 'identity-provider' } });
  await tx.teamMember.deleteMany({ where: { userId, source: 'identity-provider' } });
  const source = 'identity-provider';
  await tx.grant.createMany({
    data: given.roles.map((grant) => ({ ...grant, id: newId(), userId, source })),
    skipDuplicates: true,
  });
  await tx.teamMember.createMany({
    data: given.teamIds.map((teamId) => ({ teamId, userId, source })),
    skipDuplicates: true,
  });
  return { changed: before !== (await givenBefore(tx, userId)) };
}

async function givenBefore(tx: Tx, userId: string): Promise<string> {
  const where = { userId, source: 'identity-provider' };
  const grants = await tx.grant.findMany({
    where,
    select: { role: true, scopeKind: true, scopeName: true },
    orderBy: [{ role: 'asc' }, { scopeKind: 'asc' }, { scopeName: 'asc' }],
  });
  const teams = await tx.teamMember.findMany({ where, select: { teamId: true }, orderBy: { teamId: 'asc' } });
  return JSON.stringify([grants, teams]);
}
