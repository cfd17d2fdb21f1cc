'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  auditEventDetailSchema,
  auditFacetsSchema,
  auditPageSchema,
  chainStatusSchema,
} from '#lib/audit-log/schemas.ts';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

export type AuditQuery = Readonly<Record<string, string | number | undefined>>;

export function useAuditPage(query: AuditQuery) {
  return useQuery({
    queryKey: queryKeys.audit.list(query),
    queryFn: ({ signal }) => fetchJson('/api/audit', auditPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useAuditEvent(id: string) {
  return useQuery({
    queryKey: queryKeys.audit.item(id),
    queryFn: ({ signal }) => fetchJson(`/api/audit/${id}`, auditEventDetailSchema, { signal }),
  });
}

export function useAuditFacets() {
  return useQuery({
    queryKey: queryKeys.audit.list({ facets: true }),
    queryFn: ({ signal }) => fetchJson('/api/audit/facets', auditFacetsSchema, { signal }),
    staleTime: 60_000,
  });
}

export function useChainStatus() {
  return useQuery({
    queryKey: queryKeys.audit.list({ status: true }),
    queryFn: ({ signal }) => fetchJson('/api/audit/status', chainStatusSchema, { signal }),
    refetchInterval: 60_000,
  });
}
