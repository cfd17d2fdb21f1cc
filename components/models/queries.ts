'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { chainTemplateSchema, chainValidationSchema } from '#lib/chain/schemas.ts';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type PromotionTarget, promotionPreviewSchema } from '#lib/promotion/schemas.ts';
import {
  modelDetailSchema,
  modelSummarySchema,
  modelVersionSchema,
  versionComparisonSchema,
} from '#lib/registry/schemas.ts';
import { modelApi, versionApi } from './hrefs.ts';

const modelListSchema = z.object({ items: z.array(modelSummarySchema) });

export function useModels() {
  return useQuery({
    queryKey: queryKeys.models.list(),
    queryFn: ({ signal }) => fetchJson('/api/models', modelListSchema, { signal }),
  });
}

export function useModel(name: string) {
  return useQuery({
    queryKey: queryKeys.models.item(name),
    queryFn: ({ signal }) => fetchJson(modelApi(name), modelDetailSchema, { signal }),
  });
}

/** A version's document never changes, but its aliases, stage and tags do. `number` null asks for nothing. */
export function useVersion(name: string, number: number | null) {
  return useQuery({
    queryKey: queryKeys.models.item(name, 'version', number),
    queryFn: ({ signal }) => fetchJson(versionApi(name, number ?? 0), modelVersionSchema, { signal }),
    enabled: number !== null,
  });
}

/** What changes from one version to another. Either being null, or both the same, asks for nothing. */
export function useComparison(name: string, from: number | null, to: number | null) {
  return useQuery({
    queryKey: queryKeys.models.item(name, 'compare', from, to),
    queryFn: ({ signal }) =>
      fetchJson(`${modelApi(name)}/compare`, versionComparisonSchema, { query: { from, to }, signal }),
    enabled: from !== null && to !== null && from !== to,
  });
}

/** What a promotion would check and change. Asked anew whenever the page is opened. */
export function usePromotionPreview(name: string, number: number, to: PromotionTarget) {
  return useQuery({
    queryKey: queryKeys.promotions.item(name, number, to),
    queryFn: ({ signal }) =>
      fetchJson(`${versionApi(name, number)}/promotion`, promotionPreviewSchema, { query: { to }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Everything the server would refuse in a document; the last verdict stays while a new one is made. */
export function useChainValidation(source: string) {
  return useQuery({
    queryKey: ['chain-validation', source],
    queryFn: ({ signal }) =>
      fetchJson('/api/chains/validate', chainValidationSchema, { method: 'POST', json: { source }, signal }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
}

interface DefaultChainQuery {
  knowledge: string | undefined;
  provider: string;
  model: string;
}

/** A first document for a model without versions; null asks for nothing. */
export function useDefaultChain(query: DefaultChainQuery | null) {
  return useQuery({
    queryKey: ['default-chain', query],
    queryFn: ({ signal }) =>
      fetchJson('/api/chains/default', chainTemplateSchema, { query: { ...query }, signal }),
    enabled: query !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
