/** Shortest beginning two stems must share, in characters, and its least share of the longer one. */
const minShared = 4;
const minShare = 0.6;

/**
 * How far two stems are the same word: 1 when equal, the shared share of the longer one when only their ends
 * differ (`naturalis` and `natural`), else 0. Numbers are the same or not.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (/\p{Nd}/u.test(a)) return 0;
  const shorter = Math.min(a.length, b.length);
  if (shorter < minShared) return 0;
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared++;
  const share = shared / Math.max(a.length, b.length);
  return shared >= minShared && shared >= shorter - 2 && share >= minShare ? share : 0;
}
