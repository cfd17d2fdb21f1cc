'use client';

import { useQuery } from '@tanstack/react-query';
import {
  type Me,
  meSchema,
  type Permission,
  type Place,
  type Reach,
  reachFromJson,
  within,
} from '../access/schemas.ts';
import { fetchJson } from './api.ts';
import { queryKeys } from './query-keys.ts';

/** The signed-in person; `data` is undefined until known. The shell hands in what the server knew already. */
export function useMe(initial?: Me) {
  return useQuery({
    queryKey: queryKeys.me.all,
    queryFn: ({ signal }) => fetchJson('/api/me', meSchema, { signal }),
    staleTime: 60_000,
    initialData: initial,
  });
}

/** What to show: whether the person holds the permission anywhere. The server decides again on every request. */
export function can(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}

/** `can` at one place: buttons show only where they work. */
export function canAt(me: Me | undefined, permission: Permission, place: Place): boolean {
  const reach = reachIn(me, permission);
  return reach !== null && within(reach, place);
}

/** Whether the person may make new things of a kind: who holds the permission at single ones only can add none. */
export function canCreate(me: Me | undefined, permission: Permission): boolean {
  const reach = reachIn(me, permission);
  return reach !== null && (reach.everywhere || reach.environments.size > 0);
}

function reachIn(me: Me | undefined, permission: Permission): Reach | null {
  const reach = me?.reach[permission];
  return reach === undefined ? null : reachFromJson(reach);
}
