import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { forgetStoragePolicies } from '../inference/index.ts';
import { type Prisma, transaction } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import {
  endpointNames,
  findPolicies,
  forgetCachedAnswers,
  writeDefaults,
  writeEndpointPolicy,
} from './policy-store.ts';
import type { SetDefaultPolicy, SetEndpointPolicy } from './schemas.ts';

/** Sets what holds wherever an endpoint says nothing of its own, and for what belongs to none. */
export async function setDefaultPolicy(caller: Caller, policy: SetDefaultPolicy): Promise<void> {
  assertMay(caller, 'privacy.write');
  await transaction(async (tx) => {
    const { defaults } = await findPolicies(tx);
    await writeDefaults(tx, policy);
    if (!policy.storePrompts) await forgetCachedAnswers(tx, null);
    await recordAudit(tx, caller, {
      action: 'data-policy.changed',
      subject: { kind: 'data-policy', id: '*', name: 'every endpoint' },
      before: defaults as Prisma.InputJsonObject,
      after: policy as Prisma.InputJsonObject,
    });
    await publishChange(tx, { topic: 'privacy', key: '*' });
  });
  forgetStoragePolicies();
}

/**
 * Sets one endpoint's own retention and whether it stores prompts. Switching storage off forgets its cached answers;
 * text stored before stays until its retention ends. Throws `not_found`.
 */
export async function setEndpointPolicy(
  caller: Caller,
  endpoint: string,
  policy: SetEndpointPolicy,
): Promise<void> {
  assertMay(caller, 'privacy.write');
  await transaction(async (tx) => {
    if (!(await endpointNames(tx)).includes(endpoint)) throw notFound(`The endpoint "${endpoint}"`);
    const before = (await findPolicies(tx)).endpoints.get(endpoint);
    await writeEndpointPolicy(tx, endpoint, policy);
    if (policy.storePrompts === false) await forgetCachedAnswers(tx, endpoint);
    await recordAudit(tx, caller, {
      action: 'data-policy.changed',
      subject: { kind: 'data-policy', id: endpoint, name: endpoint },
      ...(before !== undefined && { before: before as Prisma.InputJsonObject }),
      after: policy as Prisma.InputJsonObject,
    });
    await publishChange(tx, { topic: 'privacy', key: endpoint });
  });
  forgetStoragePolicies();
}
