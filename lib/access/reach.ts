/**
 * Where somebody holds a permission. The union of their grants, as sets, so that a question costs the same with one grant
 * and with ten thousand. Pure; screens ask the same functions as the server.
 */
import { z } from 'zod';
import { type Permission, placeOf } from './permissions.ts';

export const scopeKinds = ['everything', 'environment', 'model', 'endpoint', 'knowledge'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** Where a grant holds. */
export const scopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everything') }),
  z.object({ kind: z.literal('environment'), name: z.enum(['development', 'staging', 'production']) }),
  z.object({ kind: z.enum(['model', 'endpoint', 'knowledge']), name: z.string().trim().min(1).max(200) }),
]);
export type Scope = z.infer<typeof scopeSchema>;

/** A thing something is done to. An endpoint that does not exist has no environment. */
export type Place =
  | { kind: 'endpoint'; name: string; environment: string | null }
  | { kind: 'model'; name: string }
  | { kind: 'knowledge'; name: string };

export interface Reach {
  everywhere: boolean;
  /** Names; an environment reaches the endpoints in it. */
  environments: ReadonlySet<string>;
  endpoints: ReadonlySet<string>;
  models: ReadonlySet<string>;
  knowledge: ReadonlySet<string>;
  /** Endpoints an API key is limited to, whatever else its owner reaches; null for no such bound. */
  only: ReadonlySet<string> | null;
}

export type Access = ReadonlyMap<Permission, Reach>;

export function within(reach: Reach, place: Place): boolean {
  switch (place.kind) {
    case 'endpoint':
      if (reach.only !== null && !reach.only.has(place.name)) return false;
      return (
        reach.everywhere ||
        reach.endpoints.has(place.name) ||
        (place.environment !== null && reach.environments.has(place.environment))
      );
    case 'model':
      return reach.everywhere || reach.models.has(place.name);
    case 'knowledge':
      return reach.everywhere || reach.knowledge.has(place.name);
  }
}

/** Whether the permission, given as a grant in this scope, holds anything at all there. */
export function scopeGives(permission: Permission, scope: Scope): boolean {
  if (scope.kind === 'everything') return true;
  const place = placeOf(permission);
  return place === 'own' || place === (scope.kind === 'environment' ? 'endpoint' : scope.kind);
}

/** A `Reach` as JSON, for the screens (`GET /api/me`). */
export const reachJsonSchema = z.object({
  everywhere: z.boolean(),
  environments: z.array(z.string()),
  endpoints: z.array(z.string()),
  models: z.array(z.string()),
  knowledge: z.array(z.string()),
  only: z.array(z.string()).nullable(),
});
export type ReachJson = z.infer<typeof reachJsonSchema>;

export function reachToJson(reach: Reach): ReachJson {
  return {
    everywhere: reach.everywhere,
    environments: [...reach.environments],
    endpoints: [...reach.endpoints],
    models: [...reach.models],
    knowledge: [...reach.knowledge],
    only: reach.only === null ? null : [...reach.only],
  };
}

export function reachFromJson(json: ReachJson): Reach {
  return {
    everywhere: json.everywhere,
    environments: new Set(json.environments),
    endpoints: new Set(json.endpoints),
    models: new Set(json.models),
    knowledge: new Set(json.knowledge),
    only: json.only === null ? null : new Set(json.only),
  };
}
