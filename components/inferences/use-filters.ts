'use client';

import { parseAsFloat, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import {
  type BoundName,
  boundNames,
  type InferenceStatus,
  inferenceSorts,
  inferenceStatusSchema,
  rangeNames,
  trafficKindSchema,
} from '#lib/inference/schemas.ts';

const yesNo = ['yes', 'no'] as const;

const bounds = Object.fromEntries(
  rangeNames.flatMap((name) => Object.values(boundNames(name)).map((parameter) => [parameter, parseAsFloat])),
) as Record<BoundName, typeof parseAsFloat>;

const parsers = {
  q: parseAsString.withDefault(''),
  endpoint: parseAsString,
  arm: parseAsString,
  configuration: parseAsInteger,
  traffic: parseAsStringLiteral(trafficKindSchema.options).withDefault('live'),
  model: parseAsString,
  version: parseAsInteger,
  status: parseAsString,
  source: parseAsStringLiteral(['chat', 'api'] as const),
  feedback: parseAsStringLiteral(['up', 'down', 'any', 'none'] as const),
  requester: parseAsString,
  team: parseAsString,
  apiKey: parseAsString,
  conversation: parseAsString,
  trace: parseAsString,
  language: parseAsString,
  errorCode: parseAsString,
  guard: parseAsString,
  cache: parseAsStringLiteral(['off', 'miss', 'hit'] as const),
  fallback: parseAsStringLiteral(yesNo),
  label: parseAsString,
  topic: parseAsInteger,
  done: parseAsStringLiteral(yesNo),
  ...bounds,
  sort: parseAsStringLiteral(inferenceSorts).withDefault('at'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
};

/** Everything that selects rows, in the URL: a link to a filtered list is a link to exactly these rows. */
export function useInferenceFilters() {
  return useQueryStates(parsers, { history: 'replace' });
}

export type InferenceFilterState = ReturnType<typeof useInferenceFilters>[0];
export type SetInferenceFilters = ReturnType<typeof useInferenceFilters>[1];
export type FilterChange = Parameters<SetInferenceFilters>[0] & object;

/** Names of the query parameters that filter or sort: what a saved view holds besides the range of time. */
export const filterNames = Object.keys(parsers) as (keyof InferenceFilterState)[];

export const statuses: readonly InferenceStatus[] = inferenceStatusSchema.options;

/** The state as query parameters, without what is not set. */
export function toQuery(state: InferenceFilterState): Record<string, string | number | undefined> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]])),
  );
}
