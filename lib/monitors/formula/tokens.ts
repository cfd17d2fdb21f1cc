import { FormulaError } from './formula-error.ts';

export interface Token {
  kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  text: string;
  at: number;
}

const patterns: readonly [Token['kind'] | 'space', RegExp][] = [
  ['space', /\s+/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['text', /'[^']*'|"[^"]*"/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['symbol', /==|!=|<=|>=|&&|\|\||[-+*/%<>!(),]/y],
];

/** Throws `FormulaError` at the first character that means nothing. */
export function tokenise(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const found = match(formula, at);
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.text, at });
    at += found.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function match(formula: string, at: number): { kind: Token['kind'] | 'space'; text: string } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  throw new FormulaError(explain(formula.charAt(at)), at);
}

function explain(character: string): string {
  if (character === "'" || character === '"') return `The text that begins here has no closing ${character}.`;
  if (character === '=') return 'Compare with == here; nothing is assigned.';
  if (character === '.') return 'Columns have no parts: names are written without dots.';
  return `"${character}" means nothing in a formula.`;
}
