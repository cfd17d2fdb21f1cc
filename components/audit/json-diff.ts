/** What differs between two JSON values, leaf by leaf. */

export interface Difference {
  /** `servedEntities.0.trafficPercentage`; empty for the whole value. */
  path: string;
  /** As JSON, texts as they are; null where there is none, or an empty text. */
  before: string | null;
  after: string | null;
}

/** Bounds the work and the length of the page. */
const maxLeaves = 500;

/** Leaves that were added, removed or changed, in the order of the later value. */
export function diffJson(before: unknown, after: unknown): Difference[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (one: unknown, path: string) => {
    if (leaves.size >= maxLeaves || one === null || one === undefined || one === '') return;
    const entries = typeof one === 'object' ? Object.entries(one) : [];
    if (entries.length === 0) leaves.set(path, typeof one === 'string' ? one : JSON.stringify(one));
    for (const [key, below] of entries) walk(below, path === '' ? key : `${path}.${key}`);
  };
  walk(value, '');
  return leaves;
}
