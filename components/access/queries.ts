'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  apiKeyListSchema,
  type CreateApiKey,
  type CreateUser,
  createdApiKeySchema,
  type UpdateUser,
  userListSchema,
  userSummarySchema,
  userWithPasswordSchema,
} from '#lib/access/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { chatEndpointSchema } from '#lib/serving/schemas.ts';

type Query = Readonly<Record<string, string | number>>;

export function useUsers(query: Query) {
  return useQuery({
    queryKey: queryKeys.users.list(query),
    queryFn: ({ signal }) => fetchJson('/api/users', userListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return (...keys: (readonly string[])[]) =>
    Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function useCreateUser() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (json: CreateUser) =>
      fetchJson('/api/users', userWithPasswordSchema, { method: 'POST', json }),
    onSuccess: () => refresh(queryKeys.users.all),
  });
}

export function useUpdateUser() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: UpdateUser }) =>
      fetchJson(`/api/users/${id}`, userSummarySchema, { method: 'PATCH', json: change }),
    onSettled: () => refresh(queryKeys.users.all, queryKeys.keys.all),
  });
}

export function useResetPassword() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) =>
      fetchJson(`/api/users/${id}/reset-password`, userWithPasswordSchema, { method: 'POST' }),
    onSuccess: () => refresh(queryKeys.users.all),
  });
}

export function useApiKeys(query: Query) {
  return useQuery({
    queryKey: queryKeys.keys.list(query),
    queryFn: ({ signal }) => fetchJson('/api/keys', apiKeyListSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

const ownEndpointsSchema = z.object({ items: z.array(chatEndpointSchema) });

/** What the person in front of the screen may ask. */
export function useOwnEndpoints() {
  return useQuery({
    queryKey: queryKeys.endpoints.list({ chat: true }),
    queryFn: ({ signal }) => fetchJson('/api/me/endpoints', ownEndpointsSchema, { signal }),
  });
}

export function useCreateApiKey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (json: CreateApiKey) => fetchJson('/api/keys', createdApiKeySchema, { method: 'POST', json }),
    onSuccess: () => refresh(queryKeys.keys.all),
  });
}

export function useRevokeApiKey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/keys/${id}`, { method: 'DELETE' }),
    onSuccess: () => refresh(queryKeys.keys.all),
  });
}
