'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type CreateCustom,
  type CreateMonitor,
  columnDetailSchema,
  customMetricSchema,
  customPageSchema,
  indexCoverageSchema,
  indexListSchema,
  monitorHistorySchema,
  monitorPageSchema,
  monitorRunSchema,
  monitorSchema,
  schedulePreviewSchema,
  type TryCustom,
  trialSchema,
} from '#lib/monitors/schemas.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

const keys = queryKeys.monitors;

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.all });
}

export function useMonitors(query: Query) {
  return useQuery({
    queryKey: keys.list({ of: 'monitors', ...query }),
    queryFn: ({ signal }) => fetchJson('/api/monitors', monitorPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

export function useMonitorHistory(id: string) {
  return useQuery({
    queryKey: keys.item(id, 'history'),
    queryFn: ({ signal }) => fetchJson(`/api/monitors/${id}/history`, monitorHistorySchema, { signal }),
    // While windows are computed their cells appear one by one.
    refetchInterval: ({ state }) => ((state.data?.monitor.running ?? 0) > 0 ? 2000 : 15_000),
  });
}

export function useMonitorRun(id: string, runId: string) {
  return useQuery({
    queryKey: keys.item(id, 'run', runId),
    queryFn: ({ signal }) => fetchJson(`/api/monitors/${id}/runs/${runId}`, monitorRunSchema, { signal }),
  });
}

export function useColumn(id: string, runId: string, column: string, slice: string) {
  return useQuery({
    queryKey: keys.item(id, 'run', runId, column, slice),
    queryFn: ({ signal }) =>
      fetchJson(`/api/monitors/${id}/runs/${runId}/column`, columnDetailSchema, {
        query: { column, slice },
        signal,
      }),
  });
}

export function useSchedule(schedule: string, timeZone: string) {
  return useQuery({
    queryKey: keys.list({ of: 'schedule', schedule, timeZone }),
    queryFn: ({ signal }) =>
      fetchJson('/api/monitors/schedule', schedulePreviewSchema, { query: { schedule, timeZone }, signal }),
    placeholderData: keepPreviousData,
    enabled: schedule !== '',
  });
}

export type MonitorInput = CreateMonitor & { expectedUpdatedAt?: string };

/** `id` null makes a new one. */
export function useSaveMonitor(id: string | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ endpoint, ...json }: MonitorInput) =>
      id === null
        ? fetchJson('/api/monitors', monitorSchema, { method: 'POST', json: { endpoint, ...json } })
        : fetchJson(`/api/monitors/${id}`, monitorSchema, { method: 'PUT', json }),
    onSuccess: refresh,
  });
}

export function useDeleteMonitor() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/monitors/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

export function useRunMonitor() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/monitors/${id}/run`, { method: 'POST' }),
    onSuccess: refresh,
  });
}

export function useCustomMetrics(query: Query) {
  return useQuery({
    queryKey: keys.list({ of: 'custom', ...query }),
    queryFn: ({ signal }) => fetchJson('/api/custom-metrics', customPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** `id` null makes a new one. */
export function useSaveCustom(id: string | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ endpoint, ...json }: CreateCustom) =>
      id === null
        ? fetchJson('/api/custom-metrics', customMetricSchema, {
            method: 'POST',
            json: { endpoint, ...json },
          })
        : fetchJson(`/api/custom-metrics/${id}`, customMetricSchema, { method: 'PUT', json }),
    onSuccess: refresh,
  });
}

export function useDeleteCustom() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/custom-metrics/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

/** Tries a formula whenever it changes; null asks for nothing. */
export function useTrial(input: TryCustom | null) {
  return useQuery({
    queryKey: keys.list({ of: 'trial', ...input }),
    queryFn: ({ signal }) =>
      fetchJson('/api/custom-metrics/try', trialSchema, { method: 'POST', json: input, signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export function useIndexes() {
  return useQuery({
    queryKey: keys.list({ of: 'indexes' }),
    queryFn: ({ signal }) => fetchJson('/api/monitors/indexes', indexListSchema, { signal }),
  });
}

export function useCoverage(name: string) {
  return useQuery({
    queryKey: keys.item(name, 'coverage'),
    queryFn: ({ signal }) =>
      fetchJson(`/api/monitors/indexes/${encodeURIComponent(name)}`, indexCoverageSchema, { signal }),
  });
}
