/** Functions of formulas. What has no answer among finite numbers is null: there is no NaN and no infinity. */

export type FormulaValue = number | string | boolean | null;
export type FormulaType = 'number' | 'text' | 'boolean';

export interface FormulaFunction {
  /** Types of its arguments; the last may repeat. `any` takes all types, the same for each. */
  takes: readonly (FormulaType | 'any')[];
  repeats: boolean;
  gives: FormulaType | 'any';
  signature: string;
  /** Arguments are of the types said, and not null unless `nulls` is set. */
  apply: (args: FormulaValue[]) => FormulaValue;
  nulls?: true;
}

export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const ofNumber = (signature: string, compute: (x: number) => number): FormulaFunction => ({
  takes: ['number'],
  repeats: false,
  gives: 'number',
  signature,
  apply: ([x]) => finite(compute(Number(x))),
});

const ofNumbers = (
  signature: string,
  count: number | 'many',
  compute: (...x: number[]) => number,
): FormulaFunction => ({
  takes: Array.from({ length: count === 'many' ? 1 : count }, () => 'number' as const),
  repeats: count === 'many',
  gives: 'number',
  signature,
  apply: (args) => finite(compute(...args.map(Number))),
});

const ofTexts = (signature: string, test: (text: string, part: string) => boolean): FormulaFunction => ({
  takes: ['text', 'text'],
  repeats: false,
  gives: 'boolean',
  signature,
  apply: ([text, part]) => test(String(text), String(part)),
});

const list: Record<string, FormulaFunction> = {
  abs: ofNumber('abs(x)', Math.abs),
  round: ofNumber('round(x)', Math.round),
  floor: ofNumber('floor(x)', Math.floor),
  ceil: ofNumber('ceil(x)', Math.ceil),
  sqrt: ofNumber('sqrt(x)', Math.sqrt),
  ln: ofNumber('ln(x)', Math.log),
  log10: ofNumber('log10(x)', Math.log10),
  exp: ofNumber('exp(x)', Math.exp),
  pow: ofNumbers('pow(x, y)', 2, (x = 0, y = 0) => x ** y),
  least: ofNumbers('least(x, y, …)', 'many', (...x) => Math.min(...x)),
  greatest: ofNumbers('greatest(x, y, …)', 'many', (...x) => Math.max(...x)),
  clamp: ofNumbers('clamp(x, low, high)', 3, (x = 0, low = 0, high = 0) => Math.min(Math.max(x, low), high)),
  length: {
    takes: ['text'],
    repeats: false,
    gives: 'number',
    signature: 'length(text)',
    apply: ([text]) => [...String(text)].length,
  },
  contains: ofTexts('contains(text, part)', (text, part) => text.includes(part)),
  starts_with: ofTexts('starts_with(text, part)', (text, part) => text.startsWith(part)),
  one_of: {
    takes: ['any', 'any'],
    repeats: true,
    gives: 'boolean',
    signature: 'one_of(value, a, b, …)',
    apply: ([value, ...listed]) => listed.includes(value ?? null),
  },
  coalesce: {
    takes: ['any', 'any'],
    repeats: true,
    gives: 'any',
    signature: 'coalesce(a, b, …)',
    apply: (args) => args.find((value) => value !== null) ?? null,
    nulls: true,
  },
  is_null: {
    takes: ['any'],
    repeats: false,
    gives: 'boolean',
    signature: 'is_null(value)',
    apply: ([value]) => (value ?? null) === null,
    nulls: true,
  },
};

export const formulaFunctions: ReadonlyMap<string, FormulaFunction> = new Map(Object.entries(list));
