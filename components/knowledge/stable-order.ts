/**
 * Rows in the order in which they were first seen: what changed stays where it is being read, what is new comes first,
 * what is gone leaves. The order starts over with another list.
 */
export function keepOrder<Row extends { id: string }>(shown: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kept = shown.flatMap((id) => byId.get(id) ?? []);
  const keptIds = new Set(kept.map(({ id }) => id));
  return [...rows.filter(({ id }) => !keptIds.has(id)), ...kept];
}
