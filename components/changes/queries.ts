'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  changeListSchema,
  changeSchema,
  type DecideChange,
  type ListChangesQuery,
  type ProposeChange,
} from '#lib/changes/schemas.ts';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

export function useChanges(query: ListChangesQuery) {
  return useQuery({
    queryKey: queryKeys.changes.list(query),
    queryFn: ({ signal }) => fetchJson('/api/changes', changeListSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

export function useChange(id: string) {
  return useQuery({
    queryKey: queryKeys.changes.item(id),
    queryFn: ({ signal }) => fetchJson(`/api/changes/${id}`, changeSchema, { signal }),
  });
}

export function usePropose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: ProposeChange) => fetchJson('/api/changes', changeSchema, { method: 'POST', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.changes.all }),
  });
}

/** An approved change may have changed any endpoint or model. */
export function useDecide(id: string) {
  const client = useQueryClient();
  const touched = [queryKeys.changes.all, queryKeys.endpoints.all, queryKeys.models.all];
  return useMutation({
    mutationFn: (json: DecideChange) =>
      fetchJson(`/api/changes/${id}/decision`, changeSchema, { method: 'POST', json }),
    onSettled: () => Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export function useWithdraw(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchJson(`/api/changes/${id}`, changeSchema, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.changes.all }),
  });
}
