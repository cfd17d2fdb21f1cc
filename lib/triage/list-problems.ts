import { assertMay, type Caller, reachOf } from '../access/index.ts';
import { tokensInPlace } from '../text/index.ts';
import { findProblems, findTerms, mostGrouped, mostLooked, type ProblemRow } from './problem-store.ts';
import {
  type Problem,
  type ProblemList,
  type ProblemQuery,
  type ProblemReason,
  problemWeights,
} from './schemas.ts';

const mostLines = 100;
const mostIds = 500;

/**
 * Requests with problems where the caller may read them, the like ones as one line, the worst lines first; see
 * `problemWeights` for what is worst.
 */
export async function listProblems(caller: Caller, query: ProblemQuery): Promise<ProblemList> {
  assertMay(caller, 'inferences.read');
  const rows = await findProblems(query, reachOf(caller, 'inferences.read'));
  const terms = await findTerms([...new Set(rows.map(({ endpoint }) => endpoint))]);
  const groups = Map.groupBy(rows, (row) => keyOf(row, query.groupBy));
  const items = [...groups.values()]
    .map((members) => toProblem(members, terms))
    .filter((problem) => problem !== null)
    .sort((a, b) => b.score - a.score || b.lastAt.localeCompare(a.lastAt))
    .slice(0, mostLines);
  const looked = rows[0]?.looked ?? 0;
  return { items, looked, bounded: looked >= mostLooked || rows.length >= mostGrouped };
}

/** Questions with the same words in any order and form are the same; one without any is like no other. */
function keyOf(
  { id, endpoint, topic, question, language }: ProblemRow,
  groupBy: ProblemQuery['groupBy'],
): string {
  if (groupBy === 'topic' && topic !== null) return `${endpoint}/topic/${topic}`;
  const terms = new Set(
    tokensInPlace(question, language).flatMap(({ term }) => (term === null ? [] : [term])),
  );
  const words = [...terms].sort().join(' ') || question.trim().toLowerCase();
  return words === '' ? id : `${endpoint}/words/${words}`;
}

export function scoreOf(reasons: readonly ProblemReason[]): number {
  return reasons.reduce((sum, reason) => sum + problemWeights[reason], 0);
}

/** Of rows, newest first. */
function toProblem(rows: readonly ProblemRow[], terms: ReadonlyMap<string, string[]>): Problem | null {
  const [latest] = rows;
  if (latest === undefined) return null;
  const reasons: Partial<Record<ProblemReason, number>> = {};
  for (const reason of rows.flatMap((row) => row.reasons)) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    requestId: latest.id,
    requestIds: rows.slice(0, mostIds).map(({ id }) => id),
    question: rows.find(({ question }) => question !== '')?.question ?? '',
    endpoint: latest.endpoint,
    topic: latest.topic,
    terms: terms.get(`${latest.endpoint}/${latest.topic}`) ?? [],
    count: rows.length,
    askers: new Set(rows.map(({ asker }) => asker)).size,
    score: rows.reduce((sum, row) => sum + scoreOf(row.reasons), 0),
    reasons,
    lastAt: latest.at.toISOString(),
  };
}
