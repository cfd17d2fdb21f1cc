'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchOk } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { configurationPlanSchema } from '#lib/configuration/schemas.ts';

export interface ConfigurationText {
  yaml: string;
  /** As `If-Match` wants it. */
  etag: string;
}

export function useConfiguration() {
  return useQuery({
    queryKey: queryKeys.configuration.all,
    queryFn: async ({ signal }): Promise<ConfigurationText> => {
      const response = await fetchOk('/api/config', { signal, headers: { accept: 'application/yaml' } });
      return { yaml: await response.text(), etag: response.headers.get('etag') ?? '' };
    },
  });
}

export interface Application {
  source: string;
  dryRun: boolean;
  /** Null applies to whatever is there. */
  etag: string | null;
  reason: string;
  ticket: string;
}

export function useApplyConfiguration() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, dryRun, etag, reason, ticket }: Application) =>
      fetchJson('/api/config', configurationPlanSchema, {
        method: 'PUT',
        query: { dryRun, reason, ticket },
        headers: { 'content-type': 'application/yaml', ...(etag !== null && { 'if-match': etag }) },
        body: source,
      }),
    onSuccess: (plan) => {
      if (!plan.applied) return;
      for (const { all } of [queryKeys.configuration, queryKeys.models, queryKeys.endpoints]) {
        void client.invalidateQueries({ queryKey: all });
      }
    },
  });
}
