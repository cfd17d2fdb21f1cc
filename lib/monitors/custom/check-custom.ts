import { AppError } from '../../platform/errors.ts';
import type { CustomKind, RowAggregation } from '../custom-schemas.ts';
import { compileDerivedFormula } from '../formula/derived-formula.ts';
import { FormulaError } from '../formula/formula-error.ts';
import { compileRowFormula } from '../formula/row-formula.ts';
import { assertAggregates } from './aggregate.ts';
import { assertRestsOnOthers, type NamedFormula } from './find-circle.ts';

export interface Checked {
  name: string;
  kind: CustomKind;
  formula: string;
  aggregation: RowAggregation | null;
}

/** What is wrong with a formula and where; null when it can be computed. */
export function problemOf(
  changed: Checked,
  others: readonly NamedFormula[],
): { message: string; at: number } | null {
  try {
    if (changed.kind === 'row') {
      const { type } = compileRowFormula(changed.formula);
      if (changed.aggregation !== null) assertAggregates(type, changed.aggregation);
    } else {
      compileDerivedFormula(changed.formula);
      assertRestsOnOthers(changed, others);
    }
    return null;
  } catch (error) {
    if (error instanceof FormulaError) return { message: error.message, at: error.at };
    throw error;
  }
}

/** Throws `invalid`. */
export function assertComputable(changed: Checked, others: readonly NamedFormula[]): void {
  const problem = problemOf(changed, others);
  if (problem === null) return;
  const message = `${problem.message} (character ${problem.at + 1})`;
  throw new AppError('invalid', message, { issues: [{ path: 'formula', message }] });
}
