/**
 * MLflow's filter language (https://mlflow.org/docs/latest/search-runs.html): comparisons joined by AND. There is no OR and no
 * parenthesis but the one around the list of IN.
 */
import { invalidParameter } from '../errors.ts';
import { type FilterDomain, type Identifier, kindOf, readIdentifier } from './domain.ts';
import { type Token, tokensOf } from './tokens.ts';

export const numberComparators = ['=', '!=', '>', '>=', '<', '<='] as const;
export const textComparators = ['=', '!=', 'LIKE', 'ILIKE'] as const;
export const listComparators = ['IN', 'NOT IN'] as const;

/** One comparison. `LIKE` and `ILIKE` know `%` and `_`. */
export type Clause = Identifier &
  (
    | { comparator: (typeof numberComparators)[number]; value: number }
    | { comparator: (typeof textComparators)[number]; value: string }
    | { comparator: (typeof listComparators)[number]; value: string[] }
  );

const maxClauses = 50;

/** Empty text has no clauses. Throws `invalid` that says what was expected where. */
export function parseFilter(domain: FilterDomain, text: string): Clause[] {
  const tokens = tokensOf(text);
  const clauses: Clause[] = [];
  let at = 0;
  while (at < tokens.length) {
    if (clauses.length > 0) {
      if (!isWord(tokens[at], 'and')) throw expected('AND', tokens[at]);
      at += 1;
    }
    if (clauses.length === maxClauses) {
      throw invalidParameter(`A filter may have ${maxClauses} comparisons at most.`);
    }
    const { clause, next } = readClause(domain, tokens, at);
    clauses.push(clause);
    at = next;
  }
  return clauses;
}

function readClause(domain: FilterDomain, tokens: readonly Token[], start: number) {
  const { used, ...identifier } = readIdentifier(domain, tokens, start);
  const name = identifier.key;
  let at = start + used;
  const token = tokens[at];
  if (isWord(token, 'in') || isWord(token, 'not')) {
    const negated = isWord(token, 'not');
    if (negated && !isWord(tokens[++at], 'in')) throw expected('IN', tokens[at]);
    if (kindOf(domain, identifier) === 'number')
      throw invalidParameter(`"${name}" is a number: IN takes texts.`);
    const { list, next } = readList(tokens, at + 1);
    const clause: Clause = { ...identifier, comparator: negated ? 'NOT IN' : 'IN', value: list };
    return { clause, next };
  }
  const sign = (token?.kind === 'quoted' ? '' : (token?.text ?? '')).toUpperCase().replace('<>', '!=');
  const value = tokens[at + 1];
  const next = at + 2;
  if (kindOf(domain, identifier) === 'number') {
    const comparator = numberComparators.find((candidate) => candidate === sign);
    if (comparator === undefined)
      throw expected(`one of ${numberComparators.join(' ')} after "${name}"`, token);
    const clause: Clause = { ...identifier, comparator, value: readNumber(name, value) };
    return { clause, next };
  }
  const comparator = textComparators.find((candidate) => candidate === sign);
  if (comparator === undefined) {
    throw expected(`one of ${[...textComparators, ...listComparators].join(', ')} after "${name}"`, token);
  }
  const clause: Clause = { ...identifier, comparator, value: readText(value) };
  return { clause, next };
}

function readNumber(name: string, token: Token | undefined): number {
  const number = token?.kind === 'word' && /^[+-]?[\d.]/.test(token.text) ? Number(token.text) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw expected(`a number to compare "${name}" with`, token);
}

function readText(token: Token | undefined): string {
  if (token?.kind === 'quoted' && token.quote !== '`') return storable(token.text);
  throw expected("a text in quotes, e.g. 'my-value',", token);
}

function readList(tokens: readonly Token[], start: number): { list: string[]; next: number } {
  if (!isSign(tokens[start], '(')) throw expected("a list such as ('a', 'b')", tokens[start]);
  const list: string[] = [];
  for (let at = start + 1; ; at += 2) {
    list.push(readText(tokens[at]));
    if (isSign(tokens[at + 1], ')')) return { list, next: at + 2 };
    if (!isSign(tokens[at + 1], ',')) throw expected('"," or ")"', tokens[at + 1]);
  }
}

/** PostgreSQL knows no NUL and no half of a surrogate pair; nothing that is stored has one. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

function isWord(token: Token | undefined, lowerCase: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === lowerCase;
}

function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}

function expected(what: string, found: Token | undefined) {
  const where =
    found === undefined ? 'the filter ends' : `"${found.text}" stands at character ${found.at + 1}`;
  return invalidParameter(`${what} was expected where ${where}. Join comparisons with AND.`);
}
