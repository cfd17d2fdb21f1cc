import { assertMay, type Caller } from '../access/index.ts';
import { endpointNames, findPolicies, type StoredPolicies } from './policy-store.ts';
import type { DataPolicies, EndpointPolicy, SetEndpointPolicy } from './schemas.ts';

const silent: SetEndpointPolicy = { storePrompts: null, days: {} };

function present(endpoint: string, { defaults, endpoints }: StoredPolicies): EndpointPolicy {
  const own = endpoints.get(endpoint) ?? silent;
  const { ledger: _ledger, ...inherited } = defaults.days;
  return {
    endpoint,
    ...own,
    effective: {
      storePrompts: own.storePrompts ?? defaults.storePrompts,
      days: { ...inherited, ...own.days },
    },
  };
}

/** What is kept for how long: of the installation, and of every endpoint with what it inherits. */
export async function listPolicies(caller: Caller): Promise<DataPolicies> {
  assertMay(caller, 'privacy.write');
  const [policies, names] = await Promise.all([findPolicies(), endpointNames()]);
  return { defaults: policies.defaults, endpoints: names.map((name) => present(name, policies)) };
}
