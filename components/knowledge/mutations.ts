'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { describeError, fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type CreateKnowledge,
  documentSummarySchema,
  knowledgeDetailSchema,
  type UpdateKnowledge,
  uploadResultSchema,
} from '#lib/knowledge/schemas.ts';
import { pathOf } from './queries.ts';

/** Everything that shows knowledge bases looks again. A first look still under way saw the time before, so it is dropped. */
export function useRefreshKnowledge(): () => Promise<void> {
  const client = useQueryClient();
  const filter = { queryKey: queryKeys.knowledge.all };
  return async () => {
    await client.cancelQueries(filter);
    await client.invalidateQueries(filter);
  };
}

function tell(error: unknown): void {
  toast.error(describeError(error).message);
}

export function useCreateKnowledge() {
  const onSuccess = useRefreshKnowledge();
  return useMutation({
    mutationFn: (json: CreateKnowledge) =>
      fetchJson('/api/knowledge', knowledgeDetailSchema, { method: 'POST', json }),
    onSuccess,
  });
}

export function useUpdateKnowledge(name: string) {
  const onSuccess = useRefreshKnowledge();
  return useMutation({
    mutationFn: (json: UpdateKnowledge) =>
      fetchJson(pathOf(name), knowledgeDetailSchema, { method: 'PATCH', json }),
    onSuccess,
  });
}

export function useDeleteKnowledge(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchVoid(pathOf(name), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.knowledge.list().slice(0, 2) }),
  });
}

function useDocumentAction(name: string, verb: 'retry' | 'cancel' | 'release') {
  const refresh = useRefreshKnowledge();
  return useMutation({
    mutationFn: (id: string) =>
      fetchJson(pathOf(name, 'documents', id, verb), documentSummarySchema, { method: 'POST' }),
    onError: tell,
    onSettled: refresh,
  });
}

export function useRetryDocument(name: string) {
  return useDocumentAction(name, 'retry');
}

export function useReleaseDocument(name: string) {
  return useDocumentAction(name, 'release');
}

export function useCancelDocument(name: string) {
  return useDocumentAction(name, 'cancel');
}

export function useDeleteDocument(name: string) {
  const refresh = useRefreshKnowledge();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(pathOf(name, 'documents', id), { method: 'DELETE' }),
    onError: tell,
    onSettled: refresh,
  });
}

export function useAddUrls(name: string) {
  const onSuccess = useRefreshKnowledge();
  return useMutation({
    mutationFn: (urls: string[]) =>
      fetchJson(pathOf(name, 'documents'), uploadResultSchema, { method: 'POST', json: { urls } }),
    onSuccess,
  });
}
