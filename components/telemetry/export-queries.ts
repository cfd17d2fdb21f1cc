'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  exportFileListSchema,
  exportRunListSchema,
  exportTestSchema,
  type LogExportInput,
  logExportListSchema,
  logExportSchema,
} from '#lib/log-export/schemas.ts';

const path = '/api/log-exports';
const keys = queryKeys.logExports;

/** Asked again and again while something runs. */
const whileRunningMs = 2000;

export function useLogExports() {
  return useQuery({
    queryKey: keys.list(),
    queryFn: ({ signal }) => fetchJson(path, logExportListSchema, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ lastRun }) => lastRun?.state === 'running') ? whileRunningMs : 30_000,
  });
}

export function useExportFiles(id: string, page: number) {
  return useQuery({
    queryKey: keys.item(id, 'files', page),
    queryFn: ({ signal }) =>
      fetchJson(`${path}/${id}/files`, exportFileListSchema, { signal, query: { page, pageSize: 25 } }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}

export function useExportRuns(id: string, page: number) {
  return useQuery({
    queryKey: keys.item(id, 'runs', page),
    queryFn: ({ signal }) =>
      fetchJson(`${path}/${id}/runs`, exportRunListSchema, { signal, query: { page, pageSize: 10 } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => run.state === 'running') ? whileRunningMs : 15_000,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.all });
}

/** `id` null adds one. */
export function useSaveLogExport(id: string | null) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (json: LogExportInput) =>
      id === null
        ? fetchJson(path, logExportSchema, { method: 'POST', json })
        : fetchJson(`${path}/${id}`, logExportSchema, { method: 'PUT', json }),
    onSuccess,
  });
}

export function useDeleteLogExport() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess,
  });
}

export function useRunLogExport() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, all }: { id: string; all: boolean }) =>
      fetchVoid(`${path}/${id}/runs`, { method: 'POST', json: { all } }),
    onSuccess,
  });
}

export function useTestLogExport() {
  return useMutation({
    mutationFn: (id: string) => fetchJson(`${path}/${id}/test`, exportTestSchema, { method: 'POST' }),
  });
}
