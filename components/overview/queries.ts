'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type GroupBy, metricsSchema } from '#lib/monitoring/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';

export interface OverviewQuery {
  from: string;
  to: string;
  groupBy: GroupBy;
  endpoint: string | undefined;
  environment: Environment | undefined;
}

/** Rollups of a range. `live` asks again every few seconds, for ranges that end now. */
export function useMetrics(query: OverviewQuery, live: boolean) {
  return useQuery({
    queryKey: queryKeys.metrics.list({ ...query }),
    queryFn: ({ signal }) => fetchJson('/api/metrics', metricsSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? 5000 : false,
  });
}
