'use client';

import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type MetricQuery, metricReadingSchema } from '#lib/monitoring/schemas.ts';

export interface MetricOptions {
  /** Asks again by itself: for ranges that end now. */
  live?: boolean;
  /** False asks for nothing. */
  enabled?: boolean;
}

/** One metric over a range. What was shown stays until the next answer is there. */
export function useMetric(query: MetricQuery, options: MetricOptions = {}) {
  return useQuery(metricOptions(query, options));
}

/** Several metrics at once, in their order. */
export function useMetrics(queries: readonly MetricQuery[], options: MetricOptions = {}) {
  return useQueries({ queries: queries.map((query) => metricOptions(query, options)), combine: together });
}

function metricOptions(query: MetricQuery, { live = false, enabled = true }: MetricOptions) {
  return queryOptions({
    queryKey: queryKeys.metrics.list({ reading: query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/metrics/read', metricReadingSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? liveEvery(query) : false,
    enabled,
  });
}

interface OneResult<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
}

function together<Data>(results: readonly OneResult<Data>[]) {
  return {
    readings: results.map(({ data }) => data ?? null),
    /** Every metric has been read at least once. */
    complete: results.every(({ data }) => data !== undefined),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => {
      for (const { refetch } of results) void refetch();
    },
  };
}

/** Milliseconds until a moving range is read again: the longer it is, the less a minute changes in it. */
export function liveEvery({ from, to }: Pick<MetricQuery, 'from' | 'to'>): number {
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  if (hours <= 1) return 5000;
  return hours <= 24 ? 15_000 : 60_000;
}

/** Values that a dimension has, most counted first, for menus of filters. */
export function useDimensionValues(query: MetricQuery, enabled: boolean) {
  const reading = useMetric({ ...query, step: 0 }, { enabled });
  return useMemo(() => reading.data?.groups ?? [], [reading.data]);
}
