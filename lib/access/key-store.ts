/** API keys in the database. Keys are stored as HMACs; nothing here can bring one back. */
import { pool, prisma } from '../platform/db.ts';
import type { Role } from './permissions.ts';

/** What authentication needs to know of a key and its owner. */
export interface ApiKeyIdentity {
  id: string;
  name: string;
  ownerId: string;
  permissions: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
  owner: { role: Role; disabledAt: Date | null };
}

export function findApiKeyIdentity(hash: Uint8Array<ArrayBuffer>): Promise<ApiKeyIdentity | null> {
  return prisma().apiKey.findUnique({
    where: { hash },
    select: {
      id: true,
      name: true,
      ownerId: true,
      permissions: true,
      expiresAt: true,
      revokedAt: true,
      owner: { select: { role: true, disabledAt: true } },
    },
  });
}

/** Notes that a key was used, at most once a minute however many processes say so. */
export async function touchApiKey(id: string): Promise<void> {
  await pool().query(
    `UPDATE api_key SET last_used_at = now()
      WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [id],
  );
}
