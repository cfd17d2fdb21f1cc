import type { GuardrailPolicy } from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';

export { isUniqueViolation, prisma, transaction } from '../platform/db.ts';

export type PolicyRow = GuardrailPolicy;

const shown = 100;

export interface GuardedEndpoint {
  id: string;
  name: string;
  environment: string;
}

/** Throws `not_found`. */
export async function requireEndpoint(db: Db, name: string): Promise<GuardedEndpoint> {
  const row = await db.endpoint.findUnique({
    where: { name },
    select: { id: true, name: true, environment: true },
  });
  if (row === null) throw notFound(`The endpoint "${name}"`);
  return row;
}

/** Null for an endpoint that does not exist. */
export async function environmentOfEndpoint(name: string): Promise<string | null> {
  const row = await prisma().endpoint.findUnique({ where: { name }, select: { environment: true } });
  return row?.environment ?? null;
}

/** Lets nobody else save a policy of it until the transaction ends. */
export async function lockPolicies(tx: Tx, endpointId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM endpoint WHERE id = ${endpointId}::uuid FOR NO KEY UPDATE`;
}

export async function latestPolicy(db: Db, endpointId: string): Promise<PolicyRow | null> {
  return db.guardrailPolicy.findFirst({ where: { endpointId }, orderBy: { number: 'desc' } });
}

export async function latestPolicyOf(endpointName: string): Promise<PolicyRow | null> {
  return prisma().guardrailPolicy.findFirst({
    where: { endpoint: { name: endpointName } },
    orderBy: { number: 'desc' },
  });
}

/** Newest first. */
export async function policyHistory(endpointId: string): Promise<PolicyRow[]> {
  return prisma().guardrailPolicy.findMany({
    where: { endpointId },
    orderBy: { number: 'desc' },
    take: shown,
  });
}

export async function insertPolicy(
  tx: Tx,
  data: Prisma.GuardrailPolicyUncheckedCreateInput,
): Promise<PolicyRow> {
  return tx.guardrailPolicy.create({ data });
}
