import { compileDerivedFormula } from '../formula/derived-formula.ts';
import { FormulaError } from '../formula/formula-error.ts';

export interface NamedFormula {
  name: string;
  kind: string;
  formula: string;
}

const maxChain = 10;

/**
 * Throws `FormulaError` when a formula over metrics rests on a custom metric that does not exist, on itself (saying by which
 * way), or on a chain of more than ten.
 */
export function assertRestsOnOthers(changed: NamedFormula, all: readonly NamedFormula[]): void {
  const byName = new Map(
    [...all.filter(({ name }) => name !== changed.name), changed].map((one) => [one.name, one]),
  );
  // Each metric is followed once: ten levels of ten that rest on each other have 10^10 ways through them.
  const depths = new Map<string, number>();
  for (const source of sourcesOf(changed)) {
    if (!byName.has(source.name))
      throw new FormulaError(`There is no custom metric "${source.name}" here.`, source.at);
    if (1 + depthOf(source.name, [changed.name], source.at) > maxChain)
      throw new FormulaError(`Metrics rest on each other ${maxChain} deep at most.`, source.at);
  }

  /** Metrics on the longest way from this one down, itself among them. */
  function depthOf(name: string, way: readonly string[], at: number): number {
    const next = [...way, name];
    if (way.includes(name)) throw new FormulaError(`This would rest on itself: ${next.join(' → ')}.`, at);
    const known = depths.get(name);
    if (known !== undefined) return known;
    const found = byName.get(name);
    const below = (found === undefined ? [] : sourcesOf(found)).map((one) => depthOf(one.name, next, at));
    const depth = 1 + Math.max(0, ...below);
    depths.set(name, depth);
    return depth;
  }
}

/** Custom metrics a formula names; none for what cannot be read, which is said when it is computed. */
export function sourcesOf({ kind, formula }: NamedFormula): { name: string; at: number }[] {
  if (kind !== 'derived') return [];
  try {
    return compileDerivedFormula(formula).sources.flatMap((source) =>
      source.kind === 'custom' ? [source] : [],
    );
  } catch (error) {
    if (error instanceof FormulaError) return [];
    throw error;
  }
}
