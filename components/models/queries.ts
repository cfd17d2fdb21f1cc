'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { chainTemplateSchema, chainValidationSchema } from '#lib/chain/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  aliasMoveSchema,
  type CreateModel,
  type MoveAlias,
  modelDetailSchema,
  modelSummarySchema,
  modelVersionSchema,
  registeredVersionSchema,
} from '#lib/registry/schemas.ts';

const modelListSchema = z.object({ items: z.array(modelSummarySchema) });

function pathOf(model: string): string {
  return `/api/models/${encodeURIComponent(model)}`;
}

export function useModels() {
  return useQuery({
    queryKey: queryKeys.models.list(),
    queryFn: ({ signal }) => fetchJson('/api/models', modelListSchema, { signal }),
  });
}

export function useModel(name: string) {
  return useQuery({
    queryKey: queryKeys.models.item(name),
    queryFn: ({ signal }) => fetchJson(pathOf(name), modelDetailSchema, { signal }),
  });
}

/** A version never changes, but its aliases do. `number` null asks for nothing. */
export function useVersion(name: string, number: number | null) {
  return useQuery({
    queryKey: queryKeys.models.item(name, 'version', number),
    queryFn: ({ signal }) => fetchJson(`${pathOf(name)}/versions/${number}`, modelVersionSchema, { signal }),
    enabled: number !== null,
  });
}

export function useCreateModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: CreateModel) => fetchJson('/api/models', modelSummarySchema, { method: 'POST', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.models.all }),
  });
}

export function useRegisterVersion(model: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: { source: string; description: string }) =>
      fetchJson(`${pathOf(model)}/versions`, registeredVersionSchema, { method: 'POST', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.models.all }),
  });
}

/** Moving an alias changes what endpoints serve, so their screens are asked again too. */
function useAliasesChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.models.all }),
      client.invalidateQueries({ queryKey: queryKeys.endpoints.all }),
    ]);
}

export function useMoveAlias(model: string) {
  const changed = useAliasesChanged();
  return useMutation({
    mutationFn: ({ alias, ...json }: MoveAlias & { alias: string }) =>
      fetchJson(`${pathOf(model)}/aliases/${encodeURIComponent(alias)}`, aliasMoveSchema, {
        method: 'PUT',
        json,
      }),
    onSuccess: changed,
  });
}

export function useDeleteAlias(model: string) {
  const changed = useAliasesChanged();
  return useMutation({
    mutationFn: ({ alias, reason }: { alias: string; reason: string }) =>
      fetchVoid(`${pathOf(model)}/aliases/${encodeURIComponent(alias)}`, {
        method: 'DELETE',
        query: { reason },
      }),
    onSuccess: changed,
  });
}

/** Everything the server would refuse in a chain document; the last verdict stays while a new one is made. */
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
