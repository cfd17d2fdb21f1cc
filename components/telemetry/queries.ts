'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type OtlpInput, otlpStatusSchema, otlpTestSchema, traceLinkSchema } from '#lib/telemetry/schemas.ts';

const otlpKey = queryKeys.telemetry.item('otlp');
const path = '/api/telemetry/otlp';

export function useOtlp() {
  return useQuery({
    queryKey: otlpKey,
    queryFn: ({ signal }) => fetchJson(path, otlpStatusSchema, { signal }),
    refetchInterval: 10_000,
  });
}

export function useSaveOtlp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: OtlpInput) => fetchJson(path, otlpStatusSchema, { method: 'PUT', json }),
    onSuccess: async (saved) => {
      client.setQueryData(otlpKey, saved);
      await client.invalidateQueries({ queryKey: queryKeys.telemetry.all });
    },
  });
}

export function useTestOtlp() {
  return useMutation({
    mutationFn: () => fetchJson(`${path}/test`, otlpTestSchema, { method: 'POST' }),
  });
}

/** Changes rarely: asked once a page. */
export function useTraceUrl(): string | null {
  const link = useQuery({
    queryKey: queryKeys.telemetry.item('trace-link'),
    queryFn: ({ signal }) => fetchJson('/api/telemetry/trace-link', traceLinkSchema, { signal }),
    staleTime: 300_000,
  });
  return link.data?.traceUrl ?? null;
}
