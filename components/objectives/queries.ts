'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type CreateObjective,
  type Objective,
  type ObjectiveInput,
  objectiveHistorySchema,
  objectiveListSchema,
  objectiveSchema,
} from '#lib/objectives/schemas.ts';

export interface ObjectivesQuery {
  endpoint: string | undefined;
  environment: string | undefined;
}

export function useObjectives(query: ObjectivesQuery) {
  return useQuery({
    queryKey: queryKeys.objectives.list({ ...query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/objectives', objectiveListSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export function useObjective(id: string) {
  return useQuery({
    queryKey: queryKeys.objectives.item(id),
    queryFn: ({ signal }) => fetchJson(`/api/objectives/${id}`, objectiveHistorySchema, { signal }),
    refetchInterval: 60_000,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: queryKeys.objectives.all });
    await client.invalidateQueries({ queryKey: queryKeys.overview.all });
  };
}

/** Adds all of them, one after the other. */
export function useAddObjectives() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (inputs: readonly CreateObjective[]) => {
      for (const json of inputs)
        await fetchJson('/api/objectives', objectiveSchema, { method: 'POST', json });
    },
    onSettled: refresh,
  });
}

export function useChangeObjective({ id, updatedAt }: Pick<Objective, 'id' | 'updatedAt'>) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (json: ObjectiveInput) =>
      fetchJson(`/api/objectives/${id}`, objectiveSchema, {
        method: 'PUT',
        json,
        headers: { 'if-match': updatedAt },
      }),
    onSuccess: refresh,
  });
}

export function useDeleteObjective() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/objectives/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}
