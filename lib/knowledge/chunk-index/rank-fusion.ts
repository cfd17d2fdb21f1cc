/** Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet…", SIGIR 2009, chose 60. */
const rankConstant = 60;

/**
 * Reciprocal rank fusion: an item scores Σ 1 / (60 + rank) over the lists that hold it, ranks from 1.
 * @returns ids with their scores, best first; ties in order of first appearance.
 */
export function fuseRanks(lists: readonly (readonly string[])[]): { id: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [index, id] of list.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (rankConstant + index + 1));
    }
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
