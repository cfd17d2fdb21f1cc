'use client';

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  experimentListSchema,
  experimentSchema,
  metricSeriesSchema,
  type RunPageQuery,
  runComparisonSchema,
  runDetailSchema,
  runPageSchema,
  runTrendsSchema,
} from '#lib/tracking/schemas.ts';
import { experimentApi, metricApi, runApi } from './hrefs.ts';

/** How often a run that goes on is asked for. */
const runningMs = 5000;

export function useExperiments() {
  return useQuery({
    queryKey: queryKeys.experiments.list(),
    queryFn: ({ signal }) => fetchJson('/api/experiments', experimentListSchema, { signal }),
  });
}

export function useExperiment(id: string) {
  return useQuery({
    queryKey: queryKeys.experiments.item(id),
    queryFn: ({ signal }) => fetchJson(experimentApi(id), experimentSchema, { signal }),
  });
}

/** What was on screen stays until the next page is there, and when the filter cannot be read. */
export function useRunPage(experimentId: string, query: RunPageQuery) {
  return useQuery({
    queryKey: queryKeys.runs.list({ experimentId, ...query }),
    queryFn: ({ signal }) =>
      fetchJson(`${experimentApi(experimentId)}/runs`, runPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useRun(id: string) {
  return useQuery({
    queryKey: queryKeys.runs.item(id),
    queryFn: ({ signal }) => fetchJson(runApi(id), runDetailSchema, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? runningMs : false),
  });
}

/** Which metrics have a curve, and its outline. No ids ask for nothing; without keys it is every metric. */
export function useTrends(ids: readonly string[], keys?: readonly string[], live = false) {
  return useQuery({
    queryKey: queryKeys.runs.item('trends', ids, keys),
    queryFn: ({ signal }) =>
      fetchJson('/api/runs/trends', runTrendsSchema, { method: 'POST', json: { ids, keys }, signal }),
    enabled: ids.length > 0 && keys?.length !== 0,
    placeholderData: keepPreviousData,
    refetchInterval: live ? runningMs : false,
  });
}

export interface MetricOfRun {
  runId: string;
  key: string;
}

/** Curves, each asked for by itself, in the order of the metrics. */
export function useCurves(metrics: readonly MetricOfRun[], live = false) {
  return useQueries({
    queries: metrics.map(({ runId, key }) => ({
      queryKey: queryKeys.runs.item(runId, 'metric', key),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchJson(metricApi(runId, key), metricSeriesSchema, { signal }),
      refetchInterval: live ? runningMs : (false as const),
    })),
  });
}

/** Runs side by side; fewer than one id asks for nothing. */
export function useRunComparison(ids: readonly string[]) {
  return useQuery({
    queryKey: queryKeys.runs.item('compare', ids),
    queryFn: ({ signal }) =>
      fetchJson('/api/runs/compare', runComparisonSchema, { method: 'POST', json: { ids }, signal }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
}
