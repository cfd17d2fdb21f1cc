/** Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet…", SIGIR 2009, chose 60. */
const rankConstant = 60;

/**
 * Reciprocal rank fusion: an item scores Σ 1 / (60 + rank) over the lists that hold it, ranks from 1.
 * @returns items with their fused scores, best first; ties in order of first appearance.
 */
export function fuseRanks<Item extends { id: string; score: number }>(
  lists: readonly (readonly Item[])[],
): Item[] {
  const fused = new Map<string, Item>();
  for (const list of lists) {
    for (const [index, item] of list.entries()) {
      const score = (fused.get(item.id)?.score ?? 0) + 1 / (rankConstant + index + 1);
      fused.set(item.id, { ...item, score });
    }
  }
  return [...fused.values()].sort((a, b) => b.score - a.score);
}
