'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { inferencePageSchema, inferenceSchema } from '#lib/inference/schemas.ts';

export type InferenceQuery = Readonly<Record<string, string | number | undefined>>;

export function useInferencePage(query: InferenceQuery) {
  return useQuery({
    queryKey: queryKeys.inferences.list(query),
    queryFn: ({ signal }) => fetchJson('/api/inferences', inferencePageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useInference(requestId: string | null, enabled = true) {
  return useQuery({
    queryKey: queryKeys.inferences.item(requestId ?? ''),
    enabled: enabled && requestId !== null,
    queryFn: ({ signal }) => fetchJson(`/api/inferences/${requestId}`, inferenceSchema, { signal }),
  });
}
