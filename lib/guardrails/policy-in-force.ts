/** Policies in memory: no query while nothing changes. */
import { onChange } from '../platform/events.ts';
import { latestPolicyOf } from './policy-store.ts';
import { presentPolicy } from './present-policy.ts';
import { RequestGuard, screensNothing } from './request-guard.ts';
import { guardStages, type PolicyVersion, piiKinds, policyDocumentSchema } from './schemas.ts';

const known = new Map<string, Promise<PolicyVersion>>();
/** Names come from callers; those of endpoints that do not exist must not pile up. */
const maxKnown = 5000;
let listening: Promise<unknown> | undefined;

function listen(): Promise<unknown> {
  listening ??= onChange((change) => {
    if (change === null) known.clear();
    else if (change.topic === 'endpoint') forgetPolicy(change.key);
  }).catch((error: unknown) => {
    listening = undefined;
    throw error;
  });
  return listening;
}

/** For whoever has just changed a policy and asks before the announcement comes back. */
export function forgetPolicy(endpoint: string): void {
  known.delete(endpoint);
}

async function policyInForce(endpoint: string): Promise<PolicyVersion> {
  await listen();
  const found = known.get(endpoint);
  if (found) return found;
  if (known.size >= maxKnown) known.clear();
  // Kept before it is loaded: a change that arrives meanwhile removes it.
  const loading = latestPolicyOf(endpoint).then(presentPolicy);
  known.set(endpoint, loading);
  loading.catch(() => {
    if (known.get(endpoint) === loading) known.delete(endpoint);
  });
  return loading;
}

const closed = policyDocumentSchema.parse({
  store: 'masked',
  input: { personalData: Object.fromEntries(piiKinds.map((kind) => [kind, 'mask'])) },
});

/** For a request whose endpoint's policy cannot be read: no personal data of it is written down. */
export function closedGuard(): RequestGuard {
  return new RequestGuard({ number: 0, document: closed });
}

/** Guards one request to an endpoint by the policy in force; null when it lets everything pass. */
export async function guardFor(endpoint: string): Promise<RequestGuard | null> {
  const policy = await policyInForce(endpoint);
  const { document } = policy;
  return guardStages.every((stage) => screensNothing(document, stage)) ? null : new RequestGuard(policy);
}
