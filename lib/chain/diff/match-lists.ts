import { canonicalJson } from '../canonical-json.ts';

export interface Place<T> {
  item: T;
  index: number;
  /** Canonical JSON, to tell unchanged items. */
  text: string;
}

export interface ListMatch<T> {
  /** In one order on both sides, by key. */
  kept: { from: Place<T>; to: Place<T> }[];
  /** Unchanged, but at another place among the others. */
  moved: { from: Place<T>; to: Place<T> }[];
  removed: Place<T>[];
  added: Place<T>[];
}

/**
 * Matches the items of two lists by key and order: the longest common subsequence, and among those of one length the
 * one with most unchanged items, so that an insertion in front is one addition and not a change of everything.
 */
export function matchLists<T>(
  from: readonly T[],
  to: readonly T[],
  keyOf: (item: T) => string,
): ListMatch<T> {
  // Of several matches as good, both directions must find the same one.
  if (canonicalJson(from) <= canonicalJson(to)) return matchInOrder(from, to, keyOf);
  const { kept, moved, removed, added } = matchInOrder(to, from, keyOf);
  const turned = (pair: ListMatch<T>['kept'][number]) => ({ from: pair.to, to: pair.from });
  return { kept: kept.map(turned), moved: moved.map(turned), removed: added, added: removed };
}

function matchInOrder<T>(from: readonly T[], to: readonly T[], keyOf: (item: T) => string): ListMatch<T> {
  const [before, after] = [from.map(placed), to.map(placed)];
  const kept = longestCommon(before, after, keyOf);
  const removed = before.filter((place) => !kept.some((pair) => pair.from === place));
  const added = after.filter((place) => !kept.some((pair) => pair.to === place));
  const moved: ListMatch<T>['moved'] = [];
  for (const source of [...removed]) {
    const target = added.find((place) => place.text === source.text);
    if (target === undefined) continue;
    moved.push({ from: source, to: target });
    removed.splice(removed.indexOf(source), 1);
    added.splice(added.indexOf(target), 1);
  }
  return { kept, moved, removed, added };
}

function placed<T>(item: T, index: number): Place<T> {
  return { item, index, text: canonicalJson(item) };
}

function longestCommon<T>(
  from: readonly Place<T>[],
  to: readonly Place<T>[],
  keyOf: (item: T) => string,
): ListMatch<T>['kept'] {
  /** More than all unchanged items of a list together: length goes before likeness. */
  const sameKey = from.length + to.length + 1;
  const worth = (a: Place<T>, b: Place<T>): number => {
    if (keyOf(a.item) !== keyOf(b.item)) return 0;
    return sameKey + (a.text === b.text ? 1 : 0);
  };
  type Best = { total: number; pairs: ListMatch<T>['kept'] };
  const nothing: Best = { total: 0, pairs: [] };
  let above: Best[] = Array.from({ length: to.length + 1 }, () => nothing);
  for (const a of from) {
    const row: Best[] = [nothing];
    for (const [j, b] of to.entries()) {
      const [skipA, skipB, both] = [above[j + 1] ?? nothing, row[j] ?? nothing, above[j] ?? nothing];
      const gain = worth(a, b);
      const skipped = skipA.total >= skipB.total ? skipA : skipB;
      const paired = both.total + gain;
      row.push(
        gain > 0 && paired > skipped.total
          ? { total: paired, pairs: [...both.pairs, { from: a, to: b }] }
          : skipped,
      );
    }
    above = row;
  }
  return above.at(-1)?.pairs ?? [];
}
