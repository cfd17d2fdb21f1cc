'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type Chunking,
  chunkingPreviewSchema,
  documentDetailSchema,
  documentPageSchema,
  type KnowledgeDetail,
  knowledgeDetailSchema,
  type SearchInput,
  searchResultSchema,
  snapshotSchema,
} from '#lib/knowledge/schemas.ts';
import { makesEmbeddings, providerSummarySchema } from '#lib/providers/schemas.ts';
import { progressOf } from './progress-estimate.ts';

/** How often screens look while something is being worked on. */
const lookMs = 1000;

export function pathOf(name: string, ...below: readonly string[]): string {
  return ['/api/knowledge', name, ...below].join('/');
}

function isBusy(knowledge: KnowledgeDetail): boolean {
  return knowledge.activeCount > 0 || knowledge.reindexProgress !== null;
}

export function useKnowledgeList() {
  return useQuery({
    queryKey: queryKeys.knowledge.list(),
    queryFn: ({ signal }) =>
      fetchJson('/api/knowledge', z.object({ items: z.array(knowledgeDetailSchema) }), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? lookMs : false),
  });
}

export function useKnowledge(name: string) {
  return useQuery({
    queryKey: queryKeys.knowledge.item(name),
    queryFn: ({ signal }) => fetchJson(pathOf(name), knowledgeDetailSchema, { signal }),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? lookMs : false),
  });
}

export type DocumentQuery = Readonly<Record<string, string | number | undefined>>;

/** A page of documents; looks again while any document of the list is being worked on. */
export function useDocumentPage(name: string, query: DocumentQuery) {
  return useQuery({
    queryKey: queryKeys.knowledge.item(name, 'documents', query),
    queryFn: ({ signal }) => fetchJson(pathOf(name, 'documents'), documentPageSchema, { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && progressOf(state.data.counts).active > 0 ? lookMs : false),
  });
}

/** What is being worked on, with the numbers of all documents by state. */
export function useActiveDocuments(name: string) {
  return useDocumentPage(name, { state: 'active', pageSize: 200 });
}

export function useDocument(name: string, id: string) {
  return useQuery({
    queryKey: queryKeys.knowledge.item(name, 'document', id),
    queryFn: ({ signal }) => fetchJson(pathOf(name, 'documents', id), documentDetailSchema, { signal }),
  });
}

/** Read again as soon as the knowledge base tells of a newer one. */
export function useSnapshots(name: string) {
  const latest = useKnowledge(name).data?.snapshot;
  return useQuery({
    queryKey: queryKeys.knowledge.item(name, 'snapshots', latest),
    queryFn: ({ signal }) =>
      fetchJson(pathOf(name, 'snapshots'), z.object({ items: z.array(snapshotSchema) }), { signal }),
    enabled: latest !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Searches when there is a question. The same question again is asked again. */
export function useSearch(name: string, input: SearchInput | null) {
  return useQuery({
    queryKey: queryKeys.knowledge.item(name, 'search', input),
    queryFn: ({ signal }) =>
      fetchJson(pathOf(name, 'search'), searchResultSchema, { method: 'POST', json: input, signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}

export function useChunkingPreview(name: string, chunking: Chunking | null) {
  return useQuery({
    queryKey: queryKeys.knowledge.item(name, 'preview', chunking),
    queryFn: ({ signal }) =>
      fetchJson(pathOf(name, 'preview-chunking'), chunkingPreviewSchema, {
        method: 'POST',
        json: { chunking },
        signal,
      }),
    enabled: chunking !== null,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

/** Providers that can compute embeddings. */
export function useEmbeddingProviders() {
  return useQuery({
    queryKey: queryKeys.providers.list(),
    queryFn: ({ signal }) =>
      fetchJson('/api/providers', z.object({ items: z.array(providerSummarySchema) }), { signal }),
    select: ({ items }) => items.filter((provider) => makesEmbeddings(provider.kind)),
  });
}
