import { type Db, prisma, type Tx } from '../platform/db.ts';
import { type ApprovalPolicy, approvalEnvironments, approvalPolicySchema } from './schemas.ts';

export { prisma, type Tx, transaction } from '../platform/db.ts';

/** One for each environment; an environment nobody set a rule for needs no approval. */
export async function findPolicies(db: Db): Promise<ApprovalPolicy[]> {
  const rows = await db.approvalPolicy.findMany();
  return approvalEnvironments.map((environment) => {
    const row = rows.find((candidate) => candidate.environment === environment);
    return row === undefined
      ? { environment, required: false, rollbackAtOnce: true }
      : approvalPolicySchema.parse(row);
  });
}

export async function putPolicy(tx: Tx, { environment, ...rule }: ApprovalPolicy): Promise<void> {
  await tx.approvalPolicy.upsert({ where: { environment }, create: { environment, ...rule }, update: rule });
}

export function currentPolicies(): Promise<ApprovalPolicy[]> {
  return findPolicies(prisma());
}
