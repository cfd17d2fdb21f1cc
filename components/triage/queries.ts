'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type LabelInput,
  labelListSchema,
  labelSchema,
  markedSchema,
  type ProblemQuery,
  problemListSchema,
  type TopicQuery,
  topicListSchema,
  type ViewInput,
  viewListSchema,
  viewSchema,
} from '#lib/triage/schemas.ts';

export function useLabels() {
  return useQuery({
    queryKey: queryKeys.labels.list(),
    queryFn: ({ signal }) => fetchJson('/api/labels', labelListSchema, { signal }),
    staleTime: 30_000,
  });
}

/** With an id changes that label, without makes one. */
export function useSaveLabel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...json }: LabelInput & { id: string | null }) =>
      id === null
        ? fetchJson('/api/labels', labelSchema, { method: 'POST', json })
        : fetchJson(`/api/labels/${id}`, labelSchema, { method: 'PUT', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.labels.all }),
  });
}

export function useDeleteLabel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/labels/${id}`, { method: 'DELETE' }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.labels.all }),
        client.invalidateQueries({ queryKey: queryKeys.inferences.all }),
      ]),
  });
}

export type Marking =
  | { requestIds: string[]; add?: string[]; remove?: string[] }
  | { requestIds: string[]; done: boolean };

/** Labels requests, or marks them as done. */
export function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: Marking) =>
      fetchJson('done' in json ? '/api/inferences/done' : '/api/inferences/labels', markedSchema, {
        method: 'POST',
        json,
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.labels.all }),
        client.invalidateQueries({ queryKey: queryKeys.inferences.all }),
        client.invalidateQueries({ queryKey: queryKeys.problems.all }),
      ]),
  });
}

export function useViews() {
  return useQuery({
    queryKey: queryKeys.views.list(),
    queryFn: ({ signal }) => fetchJson('/api/views', viewListSchema, { signal }),
  });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...json }: ViewInput & { id: string | null }) =>
      id === null
        ? fetchJson('/api/views', viewSchema, { method: 'POST', json })
        : fetchJson(`/api/views/${id}`, viewSchema, { method: 'PUT', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.views.all }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/views/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.views.all }),
  });
}

const busy = new Set(['waiting', 'running']);

/** Asks again every second while topics are being made. */
export function useTopics(query: TopicQuery | null) {
  return useQuery({
    queryKey: queryKeys.topics.list({ ...query }),
    queryFn: ({ signal }) => fetchJson('/api/topics', topicListSchema, { query: { ...query }, signal }),
    enabled: query !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (busy.has(state.data?.state ?? '') ? 1000 : false),
  });
}

export function useStartTopics() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (endpoint: string) => fetchVoid('/api/topics', { method: 'POST', json: { endpoint } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.topics.all }),
  });
}

export function useProblems(query: ProblemQuery) {
  return useQuery({
    queryKey: queryKeys.problems.list({ ...query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/inferences/problems', problemListSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
  });
}
