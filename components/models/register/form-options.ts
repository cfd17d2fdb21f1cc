'use client';

import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useProviders } from '#components/providers/queries.ts';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const knowledgeNamesSchema = z.object({
  items: z.array(z.object({ name: z.string(), snapshot: z.number().int() })),
});

/** Knowledge bases and providers a chain may name; undefined while loading. */
export function useFormOptions() {
  const knowledge = useQuery({
    queryKey: [...queryKeys.knowledge.all, 'names'],
    queryFn: ({ signal }) => fetchJson('/api/knowledge', knowledgeNamesSchema, { signal }),
  });
  const providers = useProviders();
  return {
    knowledge: knowledge.data?.items,
    providers: providers.data?.items,
    error: knowledge.error ?? providers.error,
  };
}

export type FormOptions = ReturnType<typeof useFormOptions>;
