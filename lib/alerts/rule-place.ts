/** Where a rule is: what it takes to see and to change it. */
import {
  assertMayAt,
  assertMayEverywhere,
  type Caller,
  mayAt,
  mayEverywhere,
  type Permission,
} from '../access/index.ts';
import { allObjectives } from '../objectives/index.ts';
import { notFound } from '../platform/errors.ts';
import type { Signal } from './rule-schemas.ts';
import { environmentOf } from './rule-store.ts';

/** The one endpoint the signal is about; null for several or none. Throws `not_found` for an objective that is gone. */
export async function endpointOfSignal(signal: Signal): Promise<string | null> {
  if (signal.kind === 'metric') return signal.expression.endpoint ?? null;
  if (signal.objective === null) return null;
  const found = (await allObjectives()).find(({ id }) => id === signal.objective);
  if (found === undefined) throw notFound('This objective');
  return found.endpoint;
}

/** A rule over several endpoints, or none, asks for the permission everywhere. */
export async function assertMayAtRule(
  caller: Caller,
  permission: Permission,
  endpoint: string | null,
): Promise<void> {
  if (endpoint === null) return assertMayEverywhere(caller, permission);
  assertMayAt(caller, permission, await placeOf(endpoint));
}

export async function mayAtRule(
  caller: Caller,
  permission: Permission,
  endpoint: string | null,
): Promise<boolean> {
  return endpoint === null
    ? mayEverywhere(caller, permission)
    : mayAt(caller, permission, await placeOf(endpoint));
}

async function placeOf(name: string) {
  return { kind: 'endpoint', name, environment: await environmentOf(name) } as const;
}
