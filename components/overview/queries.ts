'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Preset } from '#components/time-range/ends.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  chartMarksSchema,
  documentUseSchema,
  type Overview,
  overviewSchema,
  type ReportInput,
  reportListSchema,
  reportSchema,
  unansweredSchema,
} from '#lib/dashboards/schemas.ts';
import { type GroupBy, metricsSchema } from '#lib/monitoring/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';

export interface OverviewWhere {
  from: string;
  to: string;
  endpoint: string | undefined;
  environment: Environment | undefined;
}

/** What the server read while it made the page, and what of. */
export interface KnownOverview {
  preset: Preset;
  endpoint: string | undefined;
  environment: Environment | undefined;
  overview: Overview;
}

const often = 10_000;

/**
 * Rollups of a range, by groups: those of everything together are part of the overview. `live` asks again every few seconds, for
 * ranges that end now.
 */
export function useMetrics(query: OverviewWhere & { groupBy: GroupBy }, live: boolean) {
  return useQuery({
    enabled: query.groupBy !== 'none',
    queryKey: queryKeys.metrics.list({ ...query }),
    queryFn: ({ signal }) => fetchJson('/api/metrics', metricsSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? often : false,
  });
}

const slowly = 60_000;

/** Verdict, problems, figures and charts of everything together. `known` answers the first question alone. */
export function useOverview(query: OverviewWhere, live: boolean, known?: Overview) {
  const [first] = useState(query);
  return useQuery({
    queryKey: queryKeys.overview.list({ of: 'verdict', ...query }),
    queryFn: ({ signal }) => fetchJson('/api/overview', overviewSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? often : false,
    initialData: isSame(first, query) ? known : undefined,
  });
}

function isSame(a: OverviewWhere, b: OverviewWhere): boolean {
  return a.from === b.from && a.to === b.to && a.endpoint === b.endpoint && a.environment === b.environment;
}

export function useUnanswered(query: OverviewWhere, live: boolean) {
  return useQuery({
    queryKey: queryKeys.overview.list({ of: 'unanswered', ...query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/overview/unanswered', unansweredSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? slowly : false,
  });
}

export function useDocumentUse(query: OverviewWhere, live: boolean) {
  return useQuery({
    queryKey: queryKeys.overview.list({ of: 'documents', ...query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/overview/documents', documentUseSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? slowly : false,
  });
}

/** What changed and what went wrong, for charts. */
export function useMarks(query: OverviewWhere, live: boolean) {
  return useQuery({
    queryKey: queryKeys.overview.list({ of: 'marks', ...query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/dashboards/marks', chartMarksSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? slowly : false,
  });
}

export function useReports(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.reports.list(),
    queryFn: ({ signal }) => fetchJson('/api/reports', reportListSchema, { signal }),
    refetchInterval: 30_000,
    enabled,
  });
}

function useRefreshReports() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.reports.all });
}

/** `id` null adds one. */
export function useSaveReport(id: string | null) {
  const refresh = useRefreshReports();
  return useMutation({
    mutationFn: (json: ReportInput) =>
      id === null
        ? fetchJson('/api/reports', reportSchema, { method: 'POST', json })
        : fetchJson(`/api/reports/${id}`, reportSchema, { method: 'PUT', json }),
    onSuccess: refresh,
  });
}

export function useDeleteReport() {
  const refresh = useRefreshReports();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/reports/${id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
}

export function useSendReport() {
  const refresh = useRefreshReports();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/reports/${id}/send`, { method: 'POST' }),
    onSuccess: refresh,
  });
}
