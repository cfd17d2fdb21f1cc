'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { alertListSchema } from '#lib/alerts/schemas.ts';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { usageSchema } from '#lib/limits/schemas.ts';

interface Asked {
  from: string;
  to: string;
  endpoint: string;
}

/** Alerts that are open now, the most severe first. */
export function useOpenAlerts() {
  const query = { state: 'open', pageSize: 200 } as const;
  return useQuery({
    queryKey: [...queryKeys.metrics.all, 'open alerts'],
    queryFn: ({ signal }) => fetchJson('/api/alerts', alertListSchema, { query, signal }),
    refetchInterval: 15_000,
  });
}

/** What teams spent at an endpoint, from the ledger. */
export function useTeamCost(query: Asked & { bucket: 'hour' | 'day' }) {
  const asked = { ...query, groupBy: 'team', limit: 7 } as const;
  return useQuery({
    queryKey: queryKeys.usage.list(asked),
    queryFn: ({ signal }) => fetchJson('/api/usage', usageSchema, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
}
