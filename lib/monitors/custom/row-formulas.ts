import { customColumn } from '../columns.ts';
import { FormulaError } from '../formula/formula-error.ts';
import { compileRowFormula, type RowFormula } from '../formula/row-formula.ts';
import { rowMetricsOf } from './custom-store.ts';

/** Row formulas of an endpoint by the key of their column; all of them, or those asked for. */
export async function rowFormulasOf(
  endpoint: string,
  keys?: readonly string[],
): Promise<Map<string, RowFormula>> {
  if (keys?.length === 0) return new Map();
  const rows = await rowMetricsOf(endpoint);
  return new Map(
    rows.flatMap(({ name, formula }) => {
      const key = customColumn(name);
      const compiled = keys?.includes(key) === false ? null : tryCompile(formula);
      return compiled === null ? [] : [[key, compiled] as const];
    }),
  );
}

/** A formula of an earlier release may name a column that is gone. */
function tryCompile(formula: string): RowFormula | null {
  try {
    return compileRowFormula(formula);
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
}
