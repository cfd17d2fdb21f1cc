'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endedSessionsSchema, secondFactorSchema, sessionListSchema } from '#lib/access/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const sessionsKey = (userId: string) => queryKeys.users.item(userId, 'sessions');
const factorKey = (userId: string) => queryKeys.users.item(userId, 'second-factor');

function useRefresh(userId: string) {
  const client = useQueryClient();
  const keys = [sessionsKey(userId), factorKey(userId)];
  return () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function useSessionsOf(userId: string, pageSize: number) {
  return useQuery({
    queryKey: sessionsKey(userId),
    queryFn: ({ signal }) =>
      fetchJson(`/api/users/${userId}/sessions`, sessionListSchema, { query: { pageSize }, signal }),
  });
}

export function useEndSessionOf(userId: string) {
  const refresh = useRefresh(userId);
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/users/${userId}/sessions/${id}`, { method: 'DELETE' }),
    onSettled: refresh,
  });
}

export function useEndSessionsOf(userId: string) {
  const refresh = useRefresh(userId);
  return useMutation({
    mutationFn: () => fetchJson(`/api/users/${userId}/sessions`, endedSessionsSchema, { method: 'DELETE' }),
    onSettled: refresh,
  });
}

export function useSecondFactorOf(userId: string) {
  return useQuery({
    queryKey: factorKey(userId),
    queryFn: ({ signal }) => fetchJson(`/api/users/${userId}/second-factor`, secondFactorSchema, { signal }),
  });
}

export function useResetSecondFactor(userId: string) {
  const refresh = useRefresh(userId);
  return useMutation({
    mutationFn: () => fetchVoid(`/api/users/${userId}/second-factor`, { method: 'DELETE' }),
    onSettled: refresh,
  });
}
