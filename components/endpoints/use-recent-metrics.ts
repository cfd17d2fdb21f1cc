'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type GroupBy, metricsSchema } from '#lib/monitoring/schemas.ts';

export interface RecentMetricsQuery {
  /** Length of the range that ends now. */
  minutes: number;
  endpoint?: string;
  model?: string;
  version?: number;
  groupBy?: GroupBy;
  /** How often to ask again, in milliseconds. */
  everyMs?: number;
}

/** Minutes in the ranges that screens name: "the last 24 hours", "the last 7 days". */
export const dayMinutes = 24 * 60;
export const weekMinutes = 7 * dayMinutes;

/** Rollups of a range that ends now, whenever they are asked for. */
export function useRecentMetrics({ minutes, everyMs = 15_000, ...filter }: RecentMetricsQuery) {
  return useQuery({
    queryKey: queryKeys.metrics.list({ minutes, ...filter }),
    queryFn: ({ signal }) => {
      const now = Date.now();
      const query = {
        from: new Date(now - minutes * 60_000).toISOString(),
        to: new Date(now).toISOString(),
        ...filter,
      };
      return fetchJson('/api/metrics', metricsSchema, { query, signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
}
