import { MatchQuery, type Table } from '@lancedb/lancedb';
import { z } from 'zod';
import { analyseQuery } from '../../text/index.ts';
import type { ChunkHit, SearchFilters, SearchMode } from '../schemas.ts';
import { fromRow, storedColumns } from './chunk-row.ts';
import { searchPredicate } from './predicate.ts';
import { rankCandidates } from './rank-candidates.ts';
import { fuseRanks } from './rank-fusion.ts';
import type { StatisticsCache } from './statistics-cache.ts';

export interface ChunkSearch {
  query: string;
  /** The query's embedding; needed for `vector` and `hybrid`. */
  vector?: Float32Array | readonly number[] | undefined;
  mode: SearchMode;
  /** Hits wanted. */
  k: number;
  filters?: SearchFilters | undefined;
  /** Documents that must not be found. */
  hiddenDocumentIds?: readonly string[] | undefined;
  snapshot: number;
  /** ISO 639-1 codes of the documents in the knowledge base; read from a sample of the rows when absent. */
  languages?: readonly (string | null)[] | undefined;
}

export interface ChunkSearchResult {
  hits: ChunkHit[];
  /** Milliseconds; a part that did not run is 0. */
  timings: { keywordMs: number; vectorMs: number; totalMs: number };
}

/** A row on its way to becoming a hit; rows that do not make it are never read in full. */
interface Ranked {
  id: string;
  score: number;
  row: unknown;
}

/** Rows a retrieval hands to re-ranking and to fusion. */
const candidateRows = 50;

const candidateRow = z.object({ chunk_id: z.string(), tokens: z.string() });
const distantRow = z.object({ chunk_id: z.string(), _distance: z.number() });

/** @throws RangeError when the mode needs a vector and none is given. */
export async function searchTable(
  table: Table,
  statistics: StatisticsCache,
  search: ChunkSearch,
): Promise<ChunkSearchResult> {
  const started = performance.now();
  const [keyword, vector] = await Promise.all([
    timed(search.mode !== 'vector', () => keywordRanking(table, statistics, search)),
    timed(search.mode !== 'keyword', () => vectorRanking(table, search)),
  ]);
  const hits = finalRanking(search.mode, keyword.ranking, vector.ranking)
    .slice(0, search.k)
    .map((ranked) => toHit(ranked, keyword.ranking, vector.ranking));
  const totalMs = performance.now() - started;
  return { hits, timings: { keywordMs: keyword.ms, vectorMs: vector.ms, totalMs } };
}

async function timed(
  runs: boolean,
  work: () => Promise<Ranked[]>,
): Promise<{ ranking: Ranked[]; ms: number }> {
  if (!runs) return { ranking: [], ms: 0 };
  const started = performance.now();
  const ranking = await work();
  return { ranking, ms: performance.now() - started };
}

async function keywordRanking(
  table: Table,
  statistics: StatisticsCache,
  search: ChunkSearch,
): Promise<Ranked[]> {
  const collection = await statistics.current();
  const terms = analyseQuery(search.query, search.languages ?? collection.languages);
  if (terms.length === 0) return [];
  // Function words find half the table, slowly; they only take part in the ranking of what the others find.
  const content = terms.filter(({ isStopWord }) => !isStopWord);
  const retrieved = (content.length > 0 ? content : terms).map(({ token }) => token);
  const rows: unknown[] = await table
    .query()
    .fullTextSearch(new MatchQuery(retrieved.join(' '), 'tokens'))
    .where(searchPredicate(search))
    .select([...storedColumns, 'tokens', '_score'])
    .limit(Math.max(candidateRows, search.k))
    .toArray();
  const candidates = rows.map((row) => {
    const { chunk_id, tokens } = candidateRow.parse(row);
    return { id: chunk_id, tokens: tokens.split(' '), row };
  });
  return rankCandidates(candidates, terms, collection);
}

async function vectorRanking(table: Table, search: ChunkSearch): Promise<Ranked[]> {
  if (search.vector === undefined) {
    throw new RangeError(`A ${search.mode} search needs the embedding of the query.`);
  }
  const rows: unknown[] = await table
    .query()
    .nearestTo(Float32Array.from(search.vector))
    .column('vector')
    .distanceType('cosine')
    .where(searchPredicate(search))
    .select([...storedColumns, '_distance'])
    .limit(search.mode === 'hybrid' ? Math.max(candidateRows, search.k) : search.k)
    .toArray();
  return rows.map((row) => {
    const { chunk_id, _distance } = distantRow.parse(row);
    return { id: chunk_id, score: 1 - _distance, row };
  });
}

function finalRanking(mode: SearchMode, keyword: Ranked[], vector: Ranked[]): Ranked[] {
  if (mode === 'keyword') return keyword;
  if (mode === 'vector') return vector;
  return fuseRanks([keyword, vector]);
}

function toHit(ranked: Ranked, keyword: readonly Ranked[], vector: readonly Ranked[]): ChunkHit {
  const { language: _language, appearsIn: _appearsIn, leavesIn: _leavesIn, ...chunk } = fromRow(ranked.row);
  const scores = { ...partOf('keyword', keyword, ranked.id), ...partOf('vector', vector, ranked.id) };
  return { ...chunk, score: ranked.score, scores };
}

function partOf(name: 'keyword' | 'vector', ranking: readonly Ranked[], id: string): ChunkHit['scores'] {
  const index = ranking.findIndex((ranked) => ranked.id === id);
  const found = ranking[index];
  return found === undefined ? {} : { [name]: found.score, [`${name}Rank`]: index + 1 };
}
