import type { Caller } from '../../lib/access/index.ts';
import { permissions } from '../../lib/access/index.ts';

/** Somebody who may do everything everywhere. */
export function userCallerOf(id: string): Extract<Caller, { kind: 'api-key' }> {
  const none: ReadonlySet<string> = new Set();
  const everywhere = {
    ...{ everywhere: true, environments: none, endpoints: none, models: none, knowledge: none },
    only: null,
  };
  const access = new Map(permissions.map((permission) => [permission, everywhere]));
  return {
    kind: 'api-key',
    id,
    name: 'bench',
    ownerId: id,
    teams: [],
    access,
    endpoints: null,
    address: null,
  };
}
