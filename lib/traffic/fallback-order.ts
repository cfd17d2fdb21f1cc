/** What a fallback order is worked out from. */
export interface WithFallbacks {
  name: string;
  fallbacks: readonly string[];
}

/** Whom to ask after `name`, in order: its fallbacks and theirs, depth first, each once. Unknown names are left out. */
export function fallbackOrder(name: string, entities: readonly WithFallbacks[]): string[] {
  const known = new Map(entities.map((entity) => [entity.name, entity.fallbacks]));
  const order = new Set([name]);
  const visit = (from: string) => {
    for (const next of known.get(from) ?? []) {
      if (!known.has(next) || order.has(next)) continue;
      order.add(next);
      visit(next);
    }
  };
  visit(name);
  order.delete(name);
  return [...order];
}
