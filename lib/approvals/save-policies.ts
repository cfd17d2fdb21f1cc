import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { ApprovalPolicy } from './schemas.ts';
import { currentPolicies, findPolicies, putPolicy, transaction } from './store.ts';

/** The rules of all environments. Everybody who proposes or decides reads them. */
export async function listPolicies(caller: Caller): Promise<ApprovalPolicy[]> {
  assertMay(caller, 'settings.read');
  return currentPolicies();
}

/** Sets the rules named; the others stay. In force for the next change. */
export async function savePolicies(
  caller: Caller,
  policies: readonly ApprovalPolicy[],
): Promise<ApprovalPolicy[]> {
  assertMay(caller, 'settings.write');
  return transaction(async (tx) => {
    const before = await findPolicies(tx);
    for (const policy of policies) await putPolicy(tx, policy);
    const after = await findPolicies(tx);
    await recordAudit(tx, caller, {
      action: 'approval-policy.updated',
      subject: { kind: 'settings', id: 'approvals', name: 'Approvals' },
      before,
      after,
    });
    return after;
  });
}
