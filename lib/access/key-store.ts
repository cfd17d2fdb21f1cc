/** API keys in the database. Keys are stored as HMACs; nothing here can bring one back. */
import { literally, type Prisma, pool, prisma, type Tx } from '../platform/db.ts';
import type { ListApiKeysQuery } from './schemas.ts';

/** What authentication needs to know of a key and its owner. */
export interface ApiKeyIdentity {
  id: string;
  name: string;
  ownerId: string;
  permissions: string[];
  endpoints: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
  owner: { disabledAt: Date | null };
}

export function findApiKeyIdentity(hash: Uint8Array<ArrayBuffer>): Promise<ApiKeyIdentity | null> {
  return prisma().apiKey.findUnique({
    where: { hash },
    select: {
      id: true,
      name: true,
      ownerId: true,
      permissions: true,
      endpoints: true,
      expiresAt: true,
      revokedAt: true,
      owner: { select: { disabledAt: true } },
    },
  });
}

export async function replaceApiKeyHash(id: string, hash: Uint8Array<ArrayBuffer>): Promise<void> {
  await prisma().apiKey.updateMany({ where: { id }, data: { hash } });
}

/** Whether the key opens at this moment. */
export function isUsable({ revokedAt, expiresAt, owner }: ApiKeyIdentity): boolean {
  const over = expiresAt !== null && expiresAt.getTime() <= Date.now();
  return revokedAt === null && !over && owner.disabledAt === null;
}

/** Notes that keys were used just now, each at most once a minute however many processes say so. */
export async function touchApiKeys(ids: readonly string[]): Promise<void> {
  await pool().query(
    `UPDATE api_key SET last_used_at = now()
      WHERE id = ANY($1::uuid[]) AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [ids],
  );
}

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  permissions: string[];
  endpoints: string[];
  owner: { id: string; name: string; email: string };
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const row = {
  id: true,
  name: true,
  prefix: true,
  permissions: true,
  endpoints: true,
  owner: { select: { id: true, name: true, email: true } },
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} as const;

/** `ownerId` null reads everybody's keys. */
export async function findApiKeys(
  ownerId: string | null,
  query: ListApiKeysQuery,
): Promise<{ rows: ApiKeyRow[]; total: number }> {
  const contains = { contains: literally(query.search), mode: 'insensitive' } as const;
  const where: Prisma.ApiKeyWhereInput = {
    ...(ownerId !== null && { ownerId }),
    ...(query.state === 'usable' && { revokedAt: null }),
    ...(query.search !== '' && {
      OR: [{ name: contains }, { prefix: contains }, { owner: { email: contains } }],
    }),
  };
  const [rows, total] = await Promise.all([
    prisma().apiKey.findMany({
      where,
      select: row,
      orderBy: { id: 'desc' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    }),
    prisma().apiKey.count({ where }),
  ]);
  return { rows, total };
}

export interface NewApiKey {
  id: string;
  name: string;
  prefix: string;
  hash: Uint8Array<ArrayBuffer>;
  ownerId: string;
  permissions: string[];
  endpoints: string[];
  expiresAt: Date | null;
}

export function insertApiKey(tx: Tx, data: NewApiKey): Promise<ApiKeyRow> {
  return tx.apiKey.create({ data, select: row });
}

/** `null` when there is no such key, or `ownerId` is given and not its owner. */
export function findApiKey(tx: Tx, id: string, ownerId: string | null): Promise<ApiKeyRow | null> {
  return tx.apiKey.findFirst({ where: { id, ...(ownerId !== null && { ownerId }) }, select: row });
}

export async function markApiKeyRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
}
