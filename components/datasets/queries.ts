'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  addedSchema,
  type DatasetInput,
  datasetItemSchema,
  datasetPageSchema,
  datasetSchema,
  itemPageSchema,
} from '#lib/datasets/schemas.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

export function useDatasets(query: Query, enabled = true) {
  return useQuery({
    queryKey: queryKeys.datasets.list(query),
    queryFn: ({ signal }) => fetchJson('/api/datasets', datasetPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useDataset(id: string) {
  return useQuery({
    queryKey: queryKeys.datasets.item(id),
    queryFn: ({ signal }) => fetchJson(`/api/datasets/${id}`, datasetSchema, { signal }),
  });
}

export function useItems(id: string, query: Query) {
  return useQuery({
    queryKey: queryKeys.datasets.item(id, 'items', query),
    queryFn: ({ signal }) => fetchJson(`/api/datasets/${id}/items`, itemPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.datasets.all });
}

/** With an id changes that dataset, without makes one. */
export function useSaveDataset() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, ...json }: DatasetInput & { id: string | null }) =>
      id === null
        ? fetchJson('/api/datasets', datasetSchema, { method: 'POST', json })
        : fetchJson(`/api/datasets/${id}`, datasetSchema, { method: 'PUT', json }),
    onSuccess: refresh,
  });
}

export function useDeleteDataset() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/datasets/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

export type Collected = { requestIds: string[] } | { filters: Query };

export function useAddItems() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, what }: { id: string; what: Collected }) =>
      fetchJson(`/api/datasets/${id}/items`, addedSchema, { method: 'POST', json: what }),
    onSuccess: refresh,
  });
}

export function useSaveExpected(datasetId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, expected }: { id: string; expected: string | null }) =>
      fetchJson(`/api/datasets/${datasetId}/items/${id}`, datasetItemSchema, {
        method: 'PUT',
        json: { expected },
      }),
    onSuccess: refresh,
  });
}

export function useRemoveItem(datasetId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/datasets/${datasetId}/items/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}
