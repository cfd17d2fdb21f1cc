'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { forecastSchema, type UsageGroup, usageSchema } from '#lib/limits/schemas.ts';

export interface UsageFilter {
  from: string;
  to: string;
  groupBy: UsageGroup;
  bucket: 'hour' | 'day';
}

export function useUsage(filter: UsageFilter) {
  const query = { ...filter, limit: 50 };
  return useQuery({
    queryKey: queryKeys.usage.list(query),
    queryFn: ({ signal }) => fetchJson('/api/usage', usageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** To the end of this calendar month. */
export function useForecast() {
  return useQuery({
    queryKey: queryKeys.usage.item('forecast'),
    queryFn: ({ signal }) =>
      fetchJson('/api/usage/forecast', forecastSchema, { query: { period: 'month' }, signal }),
    staleTime: 60_000,
  });
}
