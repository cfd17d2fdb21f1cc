import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDerivedFormula } from './derived-formula.ts';
import { FormulaError } from './formula-error.ts';
import { compileRowFormula } from './row-formula.ts';

const row = {
  latency: 1200,
  input_tokens: 0,
  output_tokens: 80,
  answer_length: null,
  language: 'de',
  declined: false,
  liked: null,
  cost: Number.POSITIVE_INFINITY,
};
const value = (formula: string) => compileRowFormula(formula).evaluate(row);

function problemOf(work: () => unknown): { message: string; at: number } {
  try {
    work();
  } catch (error) {
    if (error instanceof FormulaError) return { message: error.message, at: error.at };
    throw error;
  }
  throw new Error('The formula was taken.');
}

it.each<[string, unknown]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['-2 * -3', 6],
  ['7 % 4', 3],
  ['latency / 1000', 1.2],
  ['output_tokens / input_tokens', null],
  ['output_tokens % input_tokens', null],
  ['output_tokens / answer_length', null],
  ['0 / 0', null],
  ['sqrt(-1)', null],
  ['ln(0)', null],
  ['exp(1000)', null],
  ['1e308 * 10', null],
  ['cost * 2', null],
  ['coalesce(answer_length, 5) + 1', 6],
  ['is_null(answer_length)', true],
  ["language == 'de' and latency > 1000", true],
  ["language == 'de' && !(latency < 1000)", true],
  ["one_of(language, 'fr', 'de')", true],
  ["contains(language, 'e') or declined", true],
  ['liked or true', true],
  ['liked and false', false],
  ['liked and true', null],
  ['not declined and latency > 1', true],
  ['if(latency > 1000, 1, 0)', 1],
  ['if(liked, 1, 0)', 0],
  ["if(declined, 'yes', null)", null],
  ['least(3, 1, 2) + greatest(3, 1, 2) + clamp(9, 0, 5)', 9],
  ['pow(2, 10) + round(2.5) + length(language)', 1029],
])('%s is %j', (formula, wanted) => {
  expect(value(formula)).toEqual(wanted);
});

describe('what is wrong is said with its place', () => {
  it.each<[string, number, RegExp]>([
    ['', 0, /Write a formula/],
    ['latency +', 9, /too early/],
    ['latency latency', 8, /not expected/],
    ['(latency', 8, /"\)" is missing/],
    ['latncy / 2', 0, /Did you mean "latency"/],
    ['1 + medain(latency)', 4, /no function/],
    ['latency + language', 10, /This is a text; a number is needed/],
    ['declined + 1', 0, /true or false/],
    ["latency == 'x'", 11, /a text/],
    ['latency == null', 0, /is_null/],
    ['null', 0, /always null/],
    ['pow(2)', 0, /Write pow\(x, y\)/],
    ['if(latency, 1, 0)', 3, /a number/],
    ['if(declined, 1)', 0, /Write if/],
    ['latency = 5', 8, /Compare with ==/],
    ['row.latency', 3, /without dots/],
    ["'open", 0, /no closing/],
    ['latency; 1', 7, /means nothing/],
    ['constructor', 0, /There is no "constructor"/],
    ['__proto__', 0, /There is no/],
    ['toString()', 0, /no function/],
    ['latency[0]', 7, /means nothing/],
    ['question_meaning', 0, /There is no/],
    ['1e999', 0, /too large/],
    [`${'('.repeat(30)}1${')'.repeat(30)}`, 24, /nested at most/],
    [`${'-'.repeat(200)}1`, 24, /nested at most/],
    ['1 + '.repeat(200), 500, /at most 500/],
  ])('%s', (formula, at, wanted) => {
    const problem = problemOf(() => compileRowFormula(formula));
    expect(problem.message).toMatch(wanted);
    expect(problem.at).toBe(at);
  });
  it('whatever is written, the answer is a formula or a mistake with a place in it', () => {
    const piece = fc.constantFrom(
      'latency',
      '(',
      ')',
      '+',
      '/',
      '0',
      '1e9',
      "'x'",
      'and',
      'not',
      'if',
      ',',
      '==',
      '-',
      '.',
      '"',
      'language',
      'null',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (formula) => {
        try {
          const found = compileRowFormula(formula).evaluate(row);
          if (typeof found === 'number') expect(Number.isFinite(found)).toBe(true);
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error;
          expect(error.at).toBeGreaterThanOrEqual(0);
          expect(error.at).toBeLessThanOrEqual(formula.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('formulas over metrics', () => {
  it('name their sources, each once', () => {
    const { sources, evaluate } = compileDerivedFormula(
      "p95(latency) / p50(latency) + errors / errors + custom('mine')",
    );
    expect(sources).toMatchObject([
      { kind: 'metric', metric: 'latency', aggregation: 'p95' },
      { kind: 'metric', metric: 'latency', aggregation: 'p50' },
      { kind: 'metric', metric: 'errors', aggregation: 'sum' },
      { kind: 'custom', name: 'mine' },
    ]);
    expect(evaluate((source) => (source.kind === 'metric' && source.aggregation === 'p95' ? 6 : 2))).toBe(6);
    expect(evaluate((source) => (source.kind === 'metric' && source.metric === 'errors' ? 0 : 2))).toBeNull();
  });
  it.each<[string, RegExp]>([
    ['1 + 1', /at least one metric/],
    ['p95(requests)', /has sum, rate/],
    ['p95(nothing)', /no metric/],
    ['value(process_cpu)', /no metric/],
    ['p95(latency) > 3', /a number/],
    ['custom(mine)', /custom\('name'\)/],
    ['p95(p50(latency))', /Write p95\(metric\)/],
    ['lateny', /Did you mean "latency"/],
  ])('%s is refused', (formula, wanted) => {
    expect(problemOf(() => compileDerivedFormula(formula)).message).toMatch(wanted);
  });
});
