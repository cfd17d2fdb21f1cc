'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  ownUsageSchema,
  type Quota,
  quotaListSchema,
  quotaSchema,
  type RaiseQuota,
  type RateRule,
  rateListSchema,
  rateRuleSchema,
  type SaveQuota,
  type SaveRate,
} from '#lib/limits/schemas.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

function useRefreshLimits() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.limits.all });
}

export function useQuotas(query: Query) {
  return useQuery({
    queryKey: queryKeys.limits.list({ of: 'quotas', ...query }),
    queryFn: ({ signal }) => fetchJson('/api/limits/quotas', quotaListSchema, { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

export function useQuota(id: string) {
  return useQuery({
    queryKey: queryKeys.limits.item(id),
    queryFn: ({ signal }) => fetchJson(`/api/limits/quotas/${id}`, quotaSchema, { signal }),
    refetchInterval: 10_000,
  });
}

/** `id` null adds one. */
export function useSaveQuota(id: string | null) {
  const refresh = useRefreshLimits();
  return useMutation({
    mutationFn: (json: SaveQuota) =>
      id === null
        ? fetchJson('/api/limits/quotas', quotaSchema, { method: 'POST', json })
        : fetchJson(`/api/limits/quotas/${id}`, quotaSchema, { method: 'PUT', json }),
    onSuccess: refresh,
  });
}

export function useDeleteQuota() {
  const refresh = useRefreshLimits();
  return useMutation({
    mutationFn: ({ id, revision }: Pick<Quota, 'id' | 'revision'>) =>
      fetchVoid(`/api/limits/quotas/${id}`, { method: 'DELETE', query: { revision } }),
    onSuccess: refresh,
  });
}

export function useRaiseQuota(id: string) {
  const refresh = useRefreshLimits();
  return useMutation({
    mutationFn: (json: RaiseQuota) => fetchVoid(`/api/limits/quotas/${id}/raises`, { method: 'POST', json }),
    onSuccess: refresh,
  });
}

export function useRates(query: Query) {
  return useQuery({
    queryKey: queryKeys.limits.list({ of: 'rates', ...query }),
    queryFn: ({ signal }) => fetchJson('/api/limits/rates', rateListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useSaveRate() {
  const refresh = useRefreshLimits();
  return useMutation({
    mutationFn: (json: SaveRate) => fetchJson('/api/limits/rates', rateRuleSchema, { method: 'PUT', json }),
    onSuccess: refresh,
  });
}

export function useDeleteRate() {
  const refresh = useRefreshLimits();
  return useMutation({
    mutationFn: ({ id, updatedAt }: Pick<RateRule, 'id' | 'updatedAt'>) =>
      fetchVoid(`/api/limits/rates/${id}`, { method: 'DELETE', headers: { 'if-match': updatedAt } }),
    onSuccess: refresh,
  });
}

/** What is left of one's own quotas; with an endpoint, of its quotas too. */
export function useOwnUsage(endpoint: string | undefined) {
  return useQuery({
    queryKey: queryKeys.limits.item('own', endpoint),
    queryFn: ({ signal }) => fetchJson('/api/me/usage', ownUsageSchema, { query: { endpoint }, signal }),
    staleTime: 5_000,
    refetchInterval: 60_000,
  });
}
