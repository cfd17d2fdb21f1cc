'use client';

import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type MetricQuery, type MetricReading, metricReadingSchema } from '#lib/monitoring/schemas.ts';

export interface MetricOptions {
  /** Asks again by itself: for ranges that end now. */
  live?: boolean;
  /** False asks for nothing. */
  enabled?: boolean;
}

/** One metric over a range. While the range moves on, what was shown stays until the next answer is there. */
export function useMetric(query: MetricQuery, options: MetricOptions = {}) {
  const asked = questionOf(query);
  return useQuery({
    ...metricOptions(query, options),
    // An answer to another question would stand there under the wrong name and unit.
    placeholderData: (before, previous) => (previous?.meta?.question === asked ? before : undefined),
  });
}

/** Several metrics at once, in their order; as `useMetric`. */
export function useMetrics(queries: readonly MetricQuery[], options: MetricOptions = {}) {
  const result = useQueries({
    queries: queries.map((query) => metricOptions(query, options)),
    combine: together,
  });
  const asked = queries.map(questionOf).join('\n');
  // Queries in a list are not told what stood in their place before.
  const kept = useRef<{ asked: string; readings: (MetricReading | null)[] } | null>(null);
  useEffect(() => {
    if (result.complete) kept.current = { asked, readings: result.readings };
  }, [asked, result]);
  const before = kept.current?.asked === asked ? kept.current.readings : null;
  const { readings, complete, error, refetch } = result;
  return useMemo(
    () =>
      complete || before === null
        ? { readings, complete, error, refetch }
        : { readings: before, complete: true, error, refetch },
    [readings, complete, error, refetch, before],
  );
}

/** What is asked, apart from when and beside what. */
function questionOf({
  from: _from,
  to: _to,
  step: _step,
  compare: _compare,
  ...question
}: MetricQuery): string {
  return JSON.stringify(question);
}

function metricOptions(query: MetricQuery, { live = false, enabled = true }: MetricOptions) {
  return queryOptions({
    queryKey: queryKeys.metrics.list({ reading: query }),
    queryFn: ({ signal }) =>
      fetchJson('/api/metrics/read', metricReadingSchema, { query: { ...query }, signal }),
    refetchInterval: live ? liveEvery(query) : false,
    enabled,
    meta: { question: questionOf(query) },
  });
}

interface OneResult<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
}

function together<Data>(results: readonly OneResult<Data>[]) {
  return {
    readings: results.map(({ data }) => data ?? null),
    /** Every metric has been read at least once. */
    complete: results.every(({ data }) => data !== undefined),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => {
      for (const { refetch } of results) void refetch();
    },
  };
}

/** Milliseconds until a moving range is read again: the longer it is, the less a minute changes in it. */
export function liveEvery({ from, to }: Pick<MetricQuery, 'from' | 'to'>): number {
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  if (hours <= 1) return 5000;
  return hours <= 24 ? 15_000 : 60_000;
}

/** Values that a dimension has, most counted first, for menus of filters. */
export function useDimensionValues(query: MetricQuery, enabled: boolean) {
  const reading = useMetric({ ...query, step: 0 }, { enabled });
  return useMemo(() => reading.data?.groups ?? [], [reading.data]);
}
