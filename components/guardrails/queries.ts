'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  endpointPolicySchema,
  eventPageSchema,
  guardEventSchema,
  guardMetricsSchema,
  policyVersionSchema,
  type SavePolicy,
  type TryPolicy,
  trialSchema,
  type Verdict,
} from '#lib/guardrails/schemas.ts';
import { documentSummarySchema } from '#lib/knowledge/schemas.ts';

const policyPath = (endpoint: string) => `/api/endpoints/${encodeURIComponent(endpoint)}/guardrails`;

export function usePolicy(endpoint: string) {
  return useQuery({
    queryKey: queryKeys.guardrails.item(endpoint),
    queryFn: ({ signal }) => fetchJson(policyPath(endpoint), endpointPolicySchema, { signal }),
    // A form is filled from it: it does not change under the reader's hands.
    refetchOnWindowFocus: false,
  });
}

export function useSavePolicy(endpoint: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: SavePolicy) =>
      fetchJson(policyPath(endpoint), policyVersionSchema, { method: 'PUT', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.guardrails.all }),
  });
}

export function useTryPolicy(endpoint: string) {
  return useMutation({
    mutationFn: (json: TryPolicy) =>
      fetchJson(`${policyPath(endpoint)}/try`, trialSchema, { method: 'POST', json }),
  });
}

export function useGuardMetrics(endpoint: string, hours: number) {
  return useQuery({
    queryKey: queryKeys.guardrails.list({ metrics: endpoint, hours }),
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const range = {
        from: new Date(now - hours * 3_600_000).toISOString(),
        to: new Date(now).toISOString(),
      };
      const query = { endpoint, ...range };
      return {
        ...range,
        ...(await fetchJson('/api/guardrails/metrics', guardMetricsSchema, { query, signal })),
      };
    },
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export type EventQuery = Readonly<Record<string, string | number | undefined>>;

export function useGuardEvents(query: EventQuery) {
  return useQuery({
    queryKey: queryKeys.guardrails.list(query),
    queryFn: ({ signal }) => fetchJson('/api/guardrails/events', eventPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

function useRefreshEvents() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.guardrails.lists });
}

export function useJudge() {
  const refresh = useRefreshEvents();
  return useMutation({
    mutationFn: ({ id, verdict }: { id: string; verdict: Verdict }) =>
      fetchJson(`/api/guardrails/events/${id}/verdict`, guardEventSchema, {
        method: 'POST',
        json: { verdict },
      }),
    onSettled: refresh,
  });
}

export function useRelease() {
  const refresh = useRefreshEvents();
  return useMutation({
    mutationFn: ({ knowledge, documentId }: { knowledge: string; documentId: string }) =>
      fetchJson(
        `/api/knowledge/${encodeURIComponent(knowledge)}/documents/${documentId}/release`,
        documentSummarySchema,
        { method: 'POST' },
      ),
    onSettled: refresh,
  });
}
