'use client';

import { useQuery } from '@tanstack/react-query';
import { type Me, meSchema, type Permission } from '../access/schemas.ts';
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

/** What to show; the server decides again on every request. */
export function can(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}
