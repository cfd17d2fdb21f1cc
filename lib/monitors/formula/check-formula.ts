/** Types of formulas, found before one is saved. */
import { FormulaError } from './formula-error.ts';
import { type FormulaFunction, type FormulaType, formulaFunctions } from './functions.ts';
import type { BinaryOperator, FormulaNode } from './parse-formula.ts';

/** What names and calls mean where the formula stands; null for what is unknown there. */
export interface Scope {
  typeOfName: (name: string) => FormulaType | null;
  /** Calls of the place's own, such as `p95(latency)`; undefined for what is an ordinary function. */
  typeOfCall?: (call: FormulaNode & { kind: 'call' }) => FormulaType | undefined;
  names: () => readonly string[];
}

/** `null` is of every type. */
type Found = FormulaType | 'null';

/** The type of a formula's values. Throws `FormulaError` at the node that is wrong. */
export function checkFormula(node: FormulaNode, scope: Scope): FormulaType {
  const found = typeOf(node, scope);
  if (found === 'null') throw new FormulaError('This formula is always null.', node.at);
  return found;
}

function typeOf(node: FormulaNode, scope: Scope): Found {
  switch (node.kind) {
    case 'number':
      if (!Number.isFinite(node.value)) throw new FormulaError('This number is too large.', node.at);
      return 'number';
    case 'text':
    case 'boolean':
    case 'null':
      return node.kind;
    case 'name':
      return scope.typeOfName(node.name) ?? unknownName(node, scope);
    case 'unary': {
      const wanted = node.operator === '-' ? 'number' : 'boolean';
      need(wanted, typeOf(node.operand, scope), node.operand);
      return wanted;
    }
    case 'binary':
      return typeOfBinary(node, scope);
    case 'call':
      return typeOfCall(node, scope);
  }
}

function unknownName({ name, at }: { name: string; at: number }, scope: Scope): never {
  const near = nearest(name, scope.names());
  throw new FormulaError(`There is no "${name}".${near === null ? '' : ` Did you mean "${near}"?`}`, at);
}

function need(wanted: FormulaType, found: Found, { at }: { at: number }): void {
  if (found !== wanted && found !== 'null')
    throw new FormulaError(`This is ${say(found)}; ${say(wanted)} is needed.`, at);
}

const say = (type: FormulaType): string =>
  ({ number: 'a number', text: 'a text', boolean: 'true or false' })[type];

function typeOfBinary(
  { operator, left, right }: { operator: BinaryOperator; left: FormulaNode; right: FormulaNode },
  scope: Scope,
): FormulaType {
  const first = typeOf(left, scope);
  const second = typeOf(right, scope);
  if (operator === 'and' || operator === 'or') {
    need('boolean', first, left);
    need('boolean', second, right);
    return 'boolean';
  }
  if (operator === '==' || operator === '!=') {
    if (first === 'null' || second === 'null')
      throw new FormulaError('Nothing equals null: use is_null(…).', left.at);
    need(first, second, right);
    return 'boolean';
  }
  need('number', first, left);
  need('number', second, right);
  return ['+', '-', '*', '/', '%'].includes(operator) ? 'number' : 'boolean';
}

function typeOfCall(node: FormulaNode & { kind: 'call' }, scope: Scope): Found {
  const own = scope.typeOfCall?.(node);
  if (own !== undefined) return own;
  if (node.name === 'if') return typeOfIf(node, scope);
  const called = formulaFunctions.get(node.name);
  if (called === undefined) {
    const near = nearest(node.name, [...formulaFunctions.keys(), 'if']);
    throw new FormulaError(
      `There is no function "${node.name}".${near === null ? '' : ` Did you mean "${near}"?`}`,
      node.at,
    );
  }
  return typeOfArguments(node, called, scope);
}

function typeOfIf({ args, at }: { args: FormulaNode[]; at: number }, scope: Scope): Found {
  const [condition, first, second] = args;
  if (args.length !== 3 || !condition || !first || !second) {
    throw new FormulaError('Write if(condition, then, else).', at);
  }
  need('boolean', typeOf(condition, scope), condition);
  const one = typeOf(first, scope);
  const other = typeOf(second, scope);
  if (one === 'null') return other;
  need(one, other, second);
  return one;
}

function typeOfArguments(
  { args, at }: { args: FormulaNode[]; at: number },
  { takes, repeats, gives, signature }: FormulaFunction,
  scope: Scope,
): Found {
  if (args.length < takes.length || (!repeats && args.length > takes.length)) {
    throw new FormulaError(`Write ${signature}.`, at);
  }
  let same: Found = 'null';
  for (const [i, argument] of args.entries()) {
    const found = typeOf(argument, scope);
    const wanted = takes[Math.min(i, takes.length - 1)] ?? 'any';
    if (wanted !== 'any') need(wanted, found, argument);
    else if (same === 'null') same = found;
    else need(same, found, argument);
  }
  return gives === 'any' ? same : gives;
}

/** The name with the fewest edits, when it is close. */
function nearest(name: string, names: readonly string[]): string | null {
  const ranked = names
    .map((candidate) => ({ candidate, edits: editsBetween(name.toLowerCase(), candidate) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(2, name.length / 3) ? best.candidate : null;
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
