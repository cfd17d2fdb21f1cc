import { type FormulaValue, finite, formulaFunctions } from './functions.ts';
import type { BinaryOperator, FormulaNode } from './parse-formula.ts';

/** Values of what stands in a formula. */
export interface Values {
  name: (name: string) => FormulaValue;
  /** As `Scope.typeOfCall`; undefined for ordinary functions. */
  call?: (call: FormulaNode & { kind: 'call' }) => FormulaValue | undefined;
}

/**
 * The value of a checked formula. As in SQL what is reckoned from null is null, and `and` and `or` know three values. Dividing by
 * zero, and all else that is no finite number, is null.
 */
export function evaluateFormula(node: FormulaNode, values: Values): FormulaValue {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'name': {
      const value = values.name(node.name);
      return typeof value === 'number' ? finite(value) : value;
    }
    case 'unary': {
      const value = evaluateFormula(node.operand, values);
      if (value === null) return null;
      return node.operator === '-' ? -Number(value) : value !== true;
    }
    case 'binary':
      return evaluateBinary(node, values);
    case 'call':
      return evaluateCall(node, values);
  }
}

function evaluateBinary(
  { operator, left, right }: { operator: BinaryOperator; left: FormulaNode; right: FormulaNode },
  values: Values,
): FormulaValue {
  const a = evaluateFormula(left, values);
  if (operator === 'and' || operator === 'or') {
    const decisive = operator === 'or';
    if (a === decisive) return decisive;
    const b = evaluateFormula(right, values);
    if (b === decisive) return decisive;
    return a === null || b === null ? null : !decisive;
  }
  const b = evaluateFormula(right, values);
  if (a === null || b === null) return null;
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  return reckon(operator, Number(a), Number(b));
}

function reckon(
  operator: Exclude<BinaryOperator, 'and' | 'or' | '==' | '!='>,
  a: number,
  b: number,
): FormulaValue {
  switch (operator) {
    case '+':
      return finite(a + b);
    case '-':
      return finite(a - b);
    case '*':
      return finite(a * b);
    case '/':
      return b === 0 ? null : finite(a / b);
    case '%':
      return b === 0 ? null : finite(a % b);
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function evaluateCall(node: FormulaNode & { kind: 'call' }, values: Values): FormulaValue {
  const own = values.call?.(node);
  if (own !== undefined) return own;
  const { name, args } = node;
  if (name === 'if') {
    const [condition, first, second] = args;
    const chosen = condition !== undefined && evaluateFormula(condition, values) === true ? first : second;
    return chosen === undefined ? null : evaluateFormula(chosen, values);
  }
  const called = formulaFunctions.get(name);
  const evaluated = args.map((argument) => evaluateFormula(argument, values));
  if (called === undefined || (!called.nulls && evaluated.includes(null))) return null;
  return called.apply(evaluated);
}
