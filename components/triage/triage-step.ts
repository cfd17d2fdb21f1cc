/**
 * Where the next or previous row of a page stands. `at` is the place of the row that is open, -1 when it has left the list
 * since (a filter by label, and it got one); then `last` is where it was, and the row behind it has moved up into its place.
 */
export function stepFrom({ at, last }: { at: number; last: number }, step: 1 | -1): number {
  if (at >= 0) return at + step;
  return step === 1 ? last : last - 1;
}
