'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { chartMarksSchema } from '#lib/dashboards/schemas.ts';

interface MarksAsked {
  from: string;
  to: string;
  endpoint: string | undefined;
}

/** What changed and what went wrong at an endpoint in a range, for its charts; nothing is asked without an endpoint. */
export function useMarks(query: MarksAsked, live: boolean) {
  return useQuery({
    queryKey: queryKeys.metrics.list({ marks: query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/dashboards/marks', chartMarksSchema, { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? 30_000 : false,
    enabled: query.endpoint !== undefined,
  });
}
