'use client';

import { parseAsFloat, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type InferenceStatus, inferenceStatusSchema, trafficKindSchema } from '#lib/inference/schemas.ts';

const feedbackValues = ['up', 'down', 'any', 'none'] as const;
const traffics = trafficKindSchema.options;
const sorts = ['at', 'totalMs', 'cost', 'outputTokens'] as const;

/** Everything that selects rows, in the URL: a link to a filtered list is a link to exactly these rows. */
export function useInferenceFilters() {
  return useQueryStates(
    {
      q: parseAsString.withDefault(''),
      endpoint: parseAsString,
      arm: parseAsString,
      configuration: parseAsInteger,
      traffic: parseAsStringLiteral(traffics).withDefault('live'),
      model: parseAsString,
      version: parseAsInteger,
      status: parseAsString,
      source: parseAsStringLiteral(['chat', 'api'] as const),
      feedback: parseAsStringLiteral(feedbackValues),
      requester: parseAsString,
      conversation: parseAsString,
      minMs: parseAsFloat,
      maxMs: parseAsFloat,
      sort: parseAsStringLiteral(sorts).withDefault('at'),
      order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
    },
    { history: 'replace' },
  );
}

export type InferenceFilterState = ReturnType<typeof useInferenceFilters>[0];

export const statuses: readonly InferenceStatus[] = inferenceStatusSchema.options;

/** The state as query parameters, without what is not set. */
export function toQuery(state: InferenceFilterState): Record<string, string | number | undefined> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]])),
  );
}
