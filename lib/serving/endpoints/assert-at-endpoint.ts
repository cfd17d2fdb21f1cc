import { assertMayAt, type Caller, type Permission, type Place } from '../../access/index.ts';
import { environmentsOf } from './endpoint-store.ts';

/** The endpoint of this name as a place of permissions. One that does not exist is in no environment. */
export async function endpointPlace(name: string): Promise<Place> {
  const environments = await environmentsOf([name]);
  return { kind: 'endpoint', name, environment: environments.get(name) ?? null };
}

/** `assertMayAt` for an endpoint of which only the name is known. */
export async function assertMayAtEndpoint(
  caller: Caller,
  permission: Permission,
  name: string,
): Promise<void> {
  assertMayAt(caller, permission, await endpointPlace(name));
}
