/**
 * Formulas become trees of a few kinds of nodes. There is no access to properties, no assignment, no loop and no call but of
 * functions that are listed, so a tree can be walked in time linear in its size, which is bounded.
 */
import { FormulaError } from './formula-error.ts';
import { type Token, tokenise } from './tokens.ts';

export const maxFormulaChars = 500;
/** Of nested parentheses, calls and signs. */
export const maxDepth = 24;

export const binaryOperators = [
  'or',
  'and',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export type FormulaNode = { at: number } & (
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; args: FormulaNode[] }
  | { kind: 'unary'; operator: '-' | 'not'; operand: FormulaNode }
  | { kind: 'binary'; operator: BinaryOperator; left: FormulaNode; right: FormulaNode }
);

/** Higher binds tighter. */
const strength: Record<BinaryOperator, number> = {
  or: 1,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};
const spellings: Record<string, BinaryOperator> = { '||': 'or', '&&': 'and' };

/** Throws `FormulaError`. */
export function parseFormula(formula: string): FormulaNode {
  if (formula.length > maxFormulaChars) {
    throw new FormulaError(`A formula has at most ${maxFormulaChars} characters.`, maxFormulaChars);
  }
  const parser = new Parser(tokenise(formula));
  return parser.whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): FormulaNode {
    if (this.#peek().kind === 'end')
      throw new FormulaError('Write a formula, such as output_tokens / input_tokens.', 0);
    const node = this.#expression(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw new FormulaError(`"${rest.text}" is not expected here.`, rest.at);
    return node;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #takes(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#next += 1;
    return true;
  }

  #expect(symbol: string): void {
    const { text, at, kind } = this.#peek();
    if (this.#takes(symbol)) return;
    throw new FormulaError(
      kind === 'end' ? `A "${symbol}" is missing.` : `"${symbol}" is expected instead of "${text}".`,
      at,
    );
  }

  /** Everything that binds tighter than `least`. */
  #expression(least: number): FormulaNode {
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      throw new FormulaError(`A formula is nested at most ${maxDepth} deep.`, this.#peek().at);
    }
    let left = this.#operand();
    for (;;) {
      const { at } = this.#peek();
      const operator = operatorOf(this.#peek());
      if (operator === null || strength[operator] <= least) break;
      this.#next += 1;
      left = { kind: 'binary', operator, left, right: this.#expression(strength[operator]), at };
    }
    this.#depth -= 1;
    return left;
  }

  #operand(): FormulaNode {
    const token = this.#take();
    const { at, text } = token;
    if (token.kind === 'number') return { kind: 'number', value: Number(text), at };
    if (token.kind === 'text') return { kind: 'text', value: text.slice(1, -1), at };
    if (token.kind === 'name') return this.#named(token);
    if (text === '-') return { kind: 'unary', operator: '-', operand: this.#expression(6), at };
    if (text === '!') return { kind: 'unary', operator: 'not', operand: this.#expression(6), at };
    if (text === '(') {
      const inner = this.#expression(0);
      this.#expect(')');
      return inner;
    }
    throw new FormulaError(
      token.kind === 'end' ? 'The formula ends too early.' : `A value is expected instead of "${text}".`,
      at,
    );
  }

  #named({ text, at }: Token): FormulaNode {
    if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', at };
    if (text === 'null') return { kind: 'null', at };
    if (text === 'not') return { kind: 'unary', operator: 'not', operand: this.#expression(2), at };
    return this.#takes('(')
      ? { kind: 'call', name: text, args: this.#arguments(), at }
      : { kind: 'name', name: text, at };
  }

  #arguments(): FormulaNode[] {
    if (this.#takes(')')) return [];
    const args = [this.#expression(0)];
    while (this.#takes(',')) args.push(this.#expression(0));
    this.#expect(')');
    return args;
  }
}

function operatorOf({ kind, text }: Token): BinaryOperator | null {
  if (kind !== 'symbol' && kind !== 'name') return null;
  const spelled = spellings[text] ?? text;
  return binaryOperators.find((operator) => operator === spelled) ?? null;
}
