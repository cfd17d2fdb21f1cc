import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';
import {
  defaultRetentionDaysSchema,
  retentionDaysSchema,
  type SetDefaultPolicy,
  type SetEndpointPolicy,
} from './schemas.ts';

/** Name of the row all endpoints inherit from. */
const everyEndpoint = '*';

export interface StoredPolicies {
  defaults: SetDefaultPolicy;
  endpoints: Map<string, SetEndpointPolicy>;
}

export async function findPolicies(db: Db = prisma()): Promise<StoredPolicies> {
  const rows = await db.dataPolicy.findMany({ orderBy: { endpointName: 'asc' } });
  const own = rows.find(({ endpointName }) => endpointName === everyEndpoint);
  return {
    defaults: {
      storePrompts: own?.storePrompts ?? true,
      days: defaultRetentionDaysSchema.parse(own?.days ?? {}),
    },
    endpoints: new Map(
      rows
        .filter(({ endpointName }) => endpointName !== everyEndpoint)
        .map(({ endpointName, storePrompts, days }) => [
          endpointName,
          { storePrompts, days: retentionDaysSchema.parse(days) },
        ]),
    ),
  };
}

async function writePolicy(tx: Tx, endpointName: string, policy: SetEndpointPolicy): Promise<void> {
  const data = { storePrompts: policy.storePrompts, days: policy.days as Prisma.InputJsonObject };
  await tx.dataPolicy.upsert({
    where: { endpointName },
    create: { endpointName, ...data },
    update: { ...data, updatedAt: new Date() },
  });
}

export function writeDefaults(tx: Tx, policy: SetDefaultPolicy): Promise<void> {
  return writePolicy(tx, everyEndpoint, policy);
}

/** A policy that says nothing of its own is no row. */
export async function writeEndpointPolicy(tx: Tx, name: string, policy: SetEndpointPolicy): Promise<void> {
  const silent = policy.storePrompts === null && Object.keys(policy.days).length === 0;
  if (silent) await tx.dataPolicy.deleteMany({ where: { endpointName: name } });
  else await writePolicy(tx, name, policy);
}

export async function endpointNames(db: Db = prisma()): Promise<string[]> {
  const rows = await db.endpoint.findMany({ select: { name: true }, orderBy: { name: 'asc' } });
  return rows.map(({ name }) => name);
}

/** Answers kept for an endpoint, or for all that have no policy of their own. */
export async function forgetCachedAnswers(tx: Tx, endpoint: string | null): Promise<void> {
  if (endpoint === null) await tx.responseCache.deleteMany({});
  else await tx.responseCache.deleteMany({ where: { endpointName: endpoint } });
}
