import { MatchQuery, type Table } from '@lancedb/lancedb';
import { z } from 'zod';
import type { ChunkHit, SearchFilters, SearchMode } from '../schemas.ts';
import { analyseQuery } from '../text/analyse-query.ts';
import { fromRow, storedColumns } from './chunk-row.ts';
import { isOneOf, searchPredicate } from './predicate.ts';
import { rankCandidates } from './rank-candidates.ts';
import { fuseRanks } from './rank-fusion.ts';
import type { StatisticsCache } from './statistics-cache.ts';

export interface ChunkSearch {
  query: string;
  /** The query's embedding; needed for `vector` and `hybrid`. */
  vector?: Float32Array | readonly number[];
  mode: SearchMode;
  /** Hits wanted. */
  k: number;
  filters?: SearchFilters | undefined;
  snapshot: number;
  /** ISO 639-1 codes of the documents in the knowledge base; read from a sample of the rows when absent. */
  languages?: readonly (string | null)[] | undefined;
}

export interface ChunkSearchResult {
  hits: ChunkHit[];
  /** Milliseconds; a part that did not run is 0. */
  timings: { keywordMs: number; vectorMs: number; fetchMs: number; totalMs: number };
}

interface Ranked {
  id: string;
  score: number;
}

/** Candidates each ranking hands to fusion. */
const fusionDepth = 100;
/** Candidates of the text index that are ranked again. */
const rerankDepth = 100;

const candidateRow = z.object({ chunk_id: z.string(), tokens: z.string() });
const distantRow = z.object({ chunk_id: z.string(), _distance: z.number() });

/** @throws RangeError when the mode needs a vector and none is given. */
export async function searchTable(
  table: Table,
  statistics: StatisticsCache,
  search: ChunkSearch,
): Promise<ChunkSearchResult> {
  const started = performance.now();
  const where = searchPredicate(search.snapshot, search.filters);
  const depth = search.mode === 'hybrid' ? Math.max(fusionDepth, search.k) : search.k;
  const [keyword, vector] = await Promise.all([
    timed(search.mode === 'vector' ? nothing : () => keywordRanking(table, statistics, search, where, depth)),
    timed(search.mode === 'keyword' ? nothing : () => vectorRanking(table, search, where, depth)),
  ]);
  const final = finalRanking(search.mode, keyword.value, vector.value).slice(0, search.k);
  const fetched = await timed(() => fetchHits(table, final, keyword.value, vector.value));
  return {
    hits: fetched.value,
    timings: {
      keywordMs: keyword.ms,
      vectorMs: vector.ms,
      fetchMs: fetched.ms,
      totalMs: performance.now() - started,
    },
  };
}

const nothing = async (): Promise<Ranked[]> => [];

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

async function keywordRanking(
  table: Table,
  statistics: StatisticsCache,
  search: ChunkSearch,
  where: string,
  depth: number,
): Promise<Ranked[]> {
  const collection = await statistics.current();
  const terms = analyseQuery(search.query, search.languages ?? collection.languages);
  if (terms.length === 0) return [];
  // Function words find half the table, slowly; they only take part in the ranking of what the others find.
  const content = terms.filter(({ isStopWord }) => !isStopWord);
  const retrieved = (content.length > 0 ? content : terms).map(({ token }) => token);
  const rows = await table
    .query()
    .fullTextSearch(new MatchQuery(retrieved.join(' '), 'tokens'))
    .where(where)
    .select(['chunk_id', 'tokens', '_score'])
    .limit(Math.max(rerankDepth, depth))
    .toArray();
  const candidates = rows.map((row) => candidateRow.parse(row));
  return rankCandidates(
    candidates.map((row) => ({ id: row.chunk_id, tokens: row.tokens.split(' ') })),
    terms,
    collection,
  ).slice(0, depth);
}

async function vectorRanking(table: Table, search: ChunkSearch, where: string, depth: number) {
  if (search.vector === undefined) {
    throw new RangeError(`A ${search.mode} search needs the embedding of the query.`);
  }
  const rows = await table
    .query()
    .nearestTo(Float32Array.from(search.vector))
    .column('vector')
    .distanceType('cosine')
    .where(where)
    .select(['chunk_id', '_distance'])
    .limit(depth)
    .toArray();
  return rows
    .map((row) => distantRow.parse(row))
    .map((row) => ({ id: row.chunk_id, score: 1 - row._distance }));
}

function finalRanking(mode: SearchMode, keyword: Ranked[], vector: Ranked[]): Ranked[] {
  if (mode === 'keyword') return keyword;
  if (mode === 'vector') return vector;
  return fuseRanks([keyword.map(({ id }) => id), vector.map(({ id }) => id)]);
}

async function fetchHits(
  table: Table,
  ranking: readonly Ranked[],
  keyword: readonly Ranked[],
  vector: readonly Ranked[],
): Promise<ChunkHit[]> {
  if (ranking.length === 0) return [];
  const ids = ranking.map(({ id }) => id);
  const rows = await table.query().where(isOneOf('chunk_id', ids)).select(storedColumns).toArray();
  const chunks = new Map(rows.map((row) => fromRow(row)).map((chunk) => [chunk.chunkId, chunk]));
  return ranking.flatMap(({ id, score }) => {
    const chunk = chunks.get(id);
    if (chunk === undefined) return [];
    const { language: _language, appearsIn: _appearsIn, leavesIn: _leavesIn, ...rest } = chunk;
    const scores = { ...partOf('keyword', keyword, id), ...partOf('vector', vector, id) };
    return [{ ...rest, score, scores }];
  });
}

function partOf(name: 'keyword' | 'vector', ranking: readonly Ranked[], id: string): ChunkHit['scores'] {
  const index = ranking.findIndex((ranked) => ranked.id === id);
  const found = ranking[index];
  return found === undefined ? {} : { [name]: found.score, [`${name}Rank`]: index + 1 };
}
