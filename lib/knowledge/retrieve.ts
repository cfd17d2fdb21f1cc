import { log } from '../platform/log.ts';
import { ProviderError } from '../providers/contract.ts';
import { chooseEmbedder } from './embedders/choose-embedder.ts';
import { type EmbeddedQuestion, type EmbeddingCacheMode, embedQuestion } from './embedders/embed-question.ts';
import { forgetIndexes, sharedIndex } from './open-indexes.ts';
import { hiddenDocuments, type Reader } from './readers/hidden-documents.ts';
import type { EmbeddingConfig, SearchFilters, SearchMode, SearchResult } from './schemas.ts';
import { type KnowledgeView, knowledgeView, pinnedSnapshot } from './serving-view.ts';
import type { SnapshotRow } from './store.ts';

export interface RetrieveRequest {
  /** Name of the knowledge base. */
  knowledge: string;
  query: string;
  k: number;
  /** Hybrid when the snapshot has vectors, else keyword, when absent. */
  mode?: SearchMode | undefined;
  filters?: SearchFilters | undefined;
  snapshot: number | 'latest';
  /** Whom it is for: documents that are not for them are left out before anything is ranked. */
  reader: Reader;
  /** Whether the question's vector may come from the cache; off when absent. */
  embeddingCache?: EmbeddingCacheMode | undefined;
  signal: AbortSignal;
}

export interface RetrievedPassages extends SearchResult {
  /** Whether the question's vector came from the cache. */
  embeddingCache: EmbeddedQuestion['cache'];
}

/**
 * Ranks the chunks of a snapshot by a query. Checks no permission: it serves the answer path, which has checked its own.
 * A vector search that cannot be done becomes a keyword search, with a notice.
 * @throws AppError `not_found` for an unknown knowledge base, `unavailable` (reason `snapshot_missing`) for a snapshot that
 * was erased or never was.
 */
export async function retrieve(request: RetrieveRequest): Promise<RetrievedPassages> {
  return retrieveFrom(await knowledgeView(request.knowledge), request);
}

export async function retrieveFrom(
  view: KnowledgeView,
  request: RetrieveRequest,
): Promise<RetrievedPassages> {
  const started = performance.now();
  const snapshot =
    request.snapshot === 'latest' ? view.snapshot : await pinnedSnapshot(view, request.snapshot);
  const hidden = hiddenDocuments(view, request.reader);
  if (snapshot === null) return nothingYet(view, performance.now() - started);
  if (hidden === 'all') return nothingForThem(view, snapshot, performance.now() - started);
  const plan = await planSearch(request, snapshot);
  const searchStarted = performance.now();
  const hits = await searchSnapshot(view, snapshot, request, plan, hidden);
  const ended = performance.now();
  return {
    knowledge: view.name,
    snapshot: snapshot.number,
    mode: plan.mode,
    notice: plan.notice,
    hits,
    chunkCount: snapshot.chunkCount,
    embeddingCache: plan.cache,
    timings: {
      embedMs: searchStarted - started,
      searchMs: ended - searchStarted,
      totalMs: ended - started,
    },
  };
}

function nothingYet(view: KnowledgeView, totalMs: number): RetrievedPassages {
  return {
    knowledge: view.name,
    snapshot: 0,
    mode: 'keyword',
    notice: 'This knowledge base holds no indexed documents yet.',
    hits: [],
    chunkCount: 0,
    embeddingCache: 'off',
    timings: { embedMs: 0, searchMs: 0, totalMs },
  };
}

/** As a search that finds nothing: whether there would be anything is not told. */
function nothingForThem(view: KnowledgeView, snapshot: SnapshotRow, totalMs: number): RetrievedPassages {
  return { ...nothingYet(view, totalMs), snapshot: snapshot.number, notice: null };
}

interface Plan {
  mode: SearchMode;
  notice: string | null;
  vector: Float32Array | null;
  cache: EmbeddedQuestion['cache'];
}

async function planSearch(request: RetrieveRequest, snapshot: SnapshotRow): Promise<Plan> {
  const hasVectors = snapshot.dimensions !== null;
  const wanted = request.mode ?? (hasVectors ? 'hybrid' : 'keyword');
  if (wanted === 'keyword') return { mode: 'keyword', notice: null, vector: null, cache: 'off' };
  if (!hasVectors) return keywordInstead('No embeddings are configured');
  try {
    return { mode: wanted, notice: null, ...(await embedQuery(snapshot.embedding, request)) };
  } catch (error) {
    request.signal.throwIfAborted();
    log.warn('query not embedded', { knowledge: request.knowledge, error });
    const why = error instanceof ProviderError ? ` (${error.message})` : '';
    return keywordInstead(`The embedding model did not answer${why}`);
  }
}

function keywordInstead(why: string): Plan {
  return {
    mode: 'keyword',
    notice: `${why}, so the search went by keywords alone.`,
    vector: null,
    cache: 'off',
  };
}

async function embedQuery(
  config: EmbeddingConfig,
  { query, embeddingCache, signal }: RetrieveRequest,
): Promise<EmbeddedQuestion> {
  const embedder = await chooseEmbedder(config);
  if (embedder === null) return { vector: null, cache: 'off' };
  return embedQuestion(embedder, query, { cache: embeddingCache ?? 'off', signal });
}

async function searchSnapshot(
  view: KnowledgeView,
  snapshot: SnapshotRow,
  request: RetrieveRequest,
  plan: Plan,
  hidden: readonly string[],
): Promise<SearchResult['hits']> {
  const search = async () => {
    const index = await sharedIndex(view.id, snapshot.generation, snapshot.dimensions);
    const result = await index.search({
      query: request.query,
      ...(plan.vector !== null && { vector: plan.vector }),
      mode: plan.mode,
      k: request.k,
      filters: request.filters,
      hiddenDocumentIds: hidden,
      snapshot: snapshot.number,
      languages: view.languages,
    });
    return result.hits;
  };
  try {
    return await search();
  } catch (error) {
    request.signal.throwIfAborted();
    // Erasing a document rewrites files under a running search: the second try meets the new ones.
    log.warn('search failed, trying again', { knowledge: view.name, error });
    forgetIndexes(view.id);
    return search();
  }
}
