'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type AddPanel,
  type Dashboard,
  type DashboardInput,
  type DashboardListQuery,
  dashboardListSchema,
  dashboardSchema,
  type SaveDashboard,
} from '#lib/dashboards/schemas.ts';

const api = '/api/dashboards';

export function dashboardHref(id: string): string {
  return `/dashboards/${id}`;
}

export function useDashboards(query: Partial<DashboardListQuery>) {
  return useQuery({
    queryKey: queryKeys.dashboards.list(query),
    queryFn: ({ signal }) => fetchJson(api, dashboardListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useDashboard(id: string) {
  return useQuery({
    queryKey: queryKeys.dashboards.item(id),
    queryFn: ({ signal }) => fetchJson(`${api}/${id}`, dashboardSchema, { signal }),
  });
}

/** What every change of a dashboard leaves behind in the cache. */
function useAfter() {
  const client = useQueryClient();
  return (dashboard: Dashboard) => {
    client.setQueryData(queryKeys.dashboards.item(dashboard.id), dashboard);
    return client.invalidateQueries({ queryKey: queryKeys.dashboards.lists });
  };
}

export function useCreateDashboard() {
  return useMutation({
    mutationFn: (input: Partial<DashboardInput> & { name: string }) =>
      fetchJson(api, dashboardSchema, { method: 'POST', json: input }),
    onSuccess: useAfter(),
  });
}

export function useSaveDashboard(id: string) {
  return useMutation({
    mutationFn: (input: SaveDashboard) =>
      fetchJson(`${api}/${id}`, dashboardSchema, { method: 'PUT', json: input }),
    onSuccess: useAfter(),
  });
}

export function useAddPanel() {
  return useMutation({
    mutationFn: ({ id, panel }: { id: string; panel: AddPanel }) =>
      fetchJson(`${api}/${id}/panels`, dashboardSchema, { method: 'POST', json: panel }),
    onSuccess: useAfter(),
  });
}

export function useCopyDashboard() {
  return useMutation({
    mutationFn: (id: string) => fetchJson(`${api}/${id}/copies`, dashboardSchema, { method: 'POST' }),
    onSuccess: useAfter(),
  });
}

export function useDeleteDashboard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`${api}/${id}`, { method: 'DELETE' }),
    onSuccess: (_nothing, id) => {
      client.removeQueries({ queryKey: queryKeys.dashboards.item(id) });
      return client.invalidateQueries({ queryKey: queryKeys.dashboards.lists });
    },
  });
}
