'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  consentTextSchema,
  dataPoliciesSchema,
  type ErasePerson,
  erasureSchema,
  foundPeopleSchema,
  heldDataSchema,
  retentionStatusSchema,
  type SetDefaultPolicy,
  type SetEndpointPolicy,
  type Subject,
} from '#lib/privacy/schemas.ts';

const keys = queryKeys.privacy;
const pollMs = 1000;

export function usePolicies() {
  return useQuery({
    queryKey: keys.item('policies'),
    queryFn: ({ signal }) => fetchJson('/api/privacy/policies', dataPoliciesSchema, { signal }),
  });
}

/** Null for what every endpoint inherits. */
export type PolicyChange =
  | { endpoint: null; policy: SetDefaultPolicy }
  | { endpoint: string; policy: SetEndpointPolicy };

export function useSetPolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ endpoint, policy }: PolicyChange) =>
      fetchJson(
        endpoint === null ? '/api/privacy/policies' : `/api/privacy/policies/${encodeURIComponent(endpoint)}`,
        dataPoliciesSchema,
        { method: 'PUT', json: policy },
      ),
    onSuccess: (policies) => client.setQueryData(keys.item('policies'), policies),
  });
}

export function useRetention() {
  return useQuery({
    queryKey: keys.item('retention'),
    queryFn: ({ signal }) => fetchJson('/api/privacy/retention', retentionStatusSchema, { signal }),
    refetchInterval: (query) => (query.state.data?.last?.state === 'running' ? pollMs : 5 * pollMs),
  });
}

export function useApplyRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchJson('/api/privacy/retention', retentionStatusSchema, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.item('retention') }),
  });
}

export function usePeople(q: string) {
  return useQuery({
    queryKey: keys.list({ q }),
    queryFn: ({ signal }) => fetchJson('/api/privacy/people', foundPeopleSchema, { query: { q }, signal }),
    enabled: q !== '',
  });
}

export function useHeldData(subject: Subject) {
  return useQuery({
    queryKey: keys.item('held', subject),
    queryFn: ({ signal }) =>
      fetchJson('/api/privacy/people/data', heldDataSchema, { query: subject, signal }),
    refetchInterval: (query) => {
      const erasure = query.state.data?.erasure ?? null;
      return erasure !== null && erasure.state !== 'done' ? pollMs : false;
    },
  });
}

/** Found again under its id while it runs: a client's name is forgotten at the end. */
export function useErasure(id: string) {
  return useQuery({
    queryKey: keys.item('erasure', id),
    queryFn: ({ signal }) => fetchJson(`/api/privacy/erasures/${id}`, erasureSchema, { signal }),
    refetchInterval: (query) => (query.state.data?.state === 'done' ? false : pollMs),
  });
}

export function useErasePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: ErasePerson) =>
      fetchJson('/api/privacy/erasures', erasureSchema, { method: 'POST', json }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useConsentText() {
  return useQuery({
    queryKey: keys.item('consent'),
    queryFn: ({ signal }) => fetchJson('/api/consent-text', consentTextSchema, { signal }),
  });
}

export function useSetConsentText() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      fetchJson('/api/consent-text', consentTextSchema, { method: 'PUT', json: { text } }),
    onSuccess: async (saved) => {
      client.setQueryData(keys.item('consent'), saved);
      await client.invalidateQueries({ queryKey: queryKeys.consent.all });
    },
  });
}
