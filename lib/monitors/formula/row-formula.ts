/** Formulas over the columns of one row. */
import { type ColumnKey, columnKeys, describeColumn, isColumnKey } from '../columns.ts';
import type { ColumnKind, ColumnValue } from '../profile-schemas.ts';
import { checkFormula, type Scope } from './check-formula.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import type { FormulaType } from './functions.ts';
import { type FormulaNode, parseFormula } from './parse-formula.ts';

export interface RowFormula {
  type: FormulaType;
  /** Columns it reads. */
  columns: ColumnKey[];
  /** Never NaN or infinite. */
  evaluate: (values: Record<string, unknown>) => ColumnValue;
}

const typeOfKind: Record<ColumnKind, FormulaType | null> = {
  number: 'number',
  category: 'text',
  boolean: 'boolean',
  // What people wrote is nothing to reckon with.
  text: null,
};

export const formulaColumns: readonly ColumnKey[] = columnKeys.filter(
  (key) => typeOfKind[describeColumn(key).kind] !== null,
);

const scope: Scope = {
  typeOfName: (name) => (isColumnKey(name) ? typeOfKind[describeColumn(name).kind] : null),
  names: () => formulaColumns,
};

export const kindOfType: Record<FormulaType, ColumnKind> = {
  number: 'number',
  text: 'category',
  boolean: 'boolean',
};

/** Throws `FormulaError`. */
export function compileRowFormula(formula: string): RowFormula {
  const tree = parseFormula(formula);
  const type = checkFormula(tree, scope);
  return {
    type,
    columns: [...new Set(namesIn(tree))].filter(isColumnKey),
    evaluate: (values) => evaluateFormula(tree, { name: (name) => toValue(values[name]) }),
  };
}

/** `pg` gives numbers, texts, booleans and null for the columns there are. */
function toValue(value: unknown): ColumnValue {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

function namesIn(node: FormulaNode): string[] {
  switch (node.kind) {
    case 'name':
      return [node.name];
    case 'unary':
      return namesIn(node.operand);
    case 'binary':
      return [...namesIn(node.left), ...namesIn(node.right)];
    case 'call':
      return node.args.flatMap(namesIn);
    default:
      return [];
  }
}
