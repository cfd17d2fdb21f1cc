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
  for (const source of sourcesOf(changed)) {
    if (!byName.has(source.name))
      throw new FormulaError(`There is no custom metric "${source.name}" here.`, source.at);
    follow(source.name, [changed.name], source.at);
  }

  function follow(name: string, way: readonly string[], at: number): void {
    const next = [...way, name];
    if (way.includes(name)) throw new FormulaError(`This would rest on itself: ${next.join(' → ')}.`, at);
    if (next.length > maxChain)
      throw new FormulaError(`Metrics rest on each other ${maxChain} deep at most.`, at);
    const found = byName.get(name);
    for (const source of found === undefined ? [] : sourcesOf(found)) follow(source.name, next, at);
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
