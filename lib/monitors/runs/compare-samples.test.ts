import fc from 'fast-check';
import { expect, it } from 'vitest';
import { customColumn } from '../columns.ts';
import { thresholdsSchema } from '../drift-schemas.ts';
import { compileRowFormula } from '../formula/row-formula.ts';
import type { Meaning } from '../meaning/embed-samples.ts';
import type { RowSample, SampledRow } from '../rows/rows-store.ts';
import { readersOf } from './column-reader.ts';
import { compareSamples } from './compare-samples.ts';

const formulas = new Map([
  [customColumn('per word'), compileRowFormula('cost / answer_length')],
  [customColumn('huge'), compileRowFormula('pow(cost, 40) * 1e200')],
  [customColumn('slow'), compileRowFormula('latency > 2000')],
  [customColumn('kind'), compileRowFormula("if(declined, 'none', language)")],
]);
const readers = readersOf(
  ['latency', 'language', 'declined', 'question_meaning', 'answer_length', ...formulas.keys()],
  formulas,
);
const settings = {
  slices: ['language', 'version'] as const,
  thresholds: thresholdsSchema.parse({ minRows: 2 }),
};
const calmly = async () => undefined;

const cell = fc.record({
  latency: fc.constantFrom(null, 0, 1, 900, 3000, 1e300, Number.POSITIVE_INFINITY),
  language: fc.constantFrom(null, 'en', 'de', '', 'x'.repeat(300)),
  declined: fc.constantFrom(null, true, false),
  question_meaning: fc.constantFrom(null, 'How is a pump cleaned?', '?', ''),
  answer_length: fc.constantFrom(null, 0, 5, 400),
  cost: fc.constantFrom(null, 0, 1e6, 1e12),
});
const version = fc.constantFrom(null, 'guide v1', 'guide v2');
const side = fc.array(fc.record({ values: cell, version }), { maxLength: 40 }).map(
  (rows): RowSample => ({
    total: rows.length,
    rows: rows.map(({ values, version: model }, i) => ({
      id: `row-${i}`,
      values,
      slices: { language: values.language, version: model },
    })),
  }),
);

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

const basis = {
  by: 'embeddings' as const,
  model: 'm',
  knowledge: 'k',
  why: null,
  questions: { baseline: 0, current: 0 },
  asked: 0,
  cost: '0',
};

it('of columns, formulas and slices there is never NaN or infinity, whatever rows hold', async () => {
  await fc.assert(
    fc.asyncProperty(side, side, fc.boolean(), async (baseline, current, embedded) => {
      const vectors = new Map<SampledRow, Float32Array>();
      for (const row of [...baseline.rows, ...current.rows]) {
        if (row.values.question_meaning) vectors.set(row, Float32Array.of(0, row.id.length % 2, 1));
      }
      const meaning: Meaning | null = embedded ? { basis, vectors } : null;
      const { results } = await compareSamples(settings, { readers, current, baseline, meaning }, calmly);
      expect(results.length).toBeGreaterThanOrEqual(readers.length);
      expect(numbersIn(results).filter((n) => !Number.isFinite(n))).toEqual([]);
      for (const { finding } of results) {
        expect(finding?.words).not.toMatch(/NaN|Infinity|undefined|null/);
        for (const { requestId } of finding?.examples ?? []) expect(requestId).toMatch(/^row-/);
      }
    }),
    { numRuns: 80 },
  );
}, 60_000);

const rowsOf = (count: number, make: (i: number) => Record<string, unknown>): RowSample => ({
  total: count,
  rows: Array.from({ length: count }, (_, i) => ({ id: `row-${i}`, values: make(i), slices: {} })),
});

it('examples are rows that show the change', async () => {
  const before = rowsOf(200, (i) => ({ latency: 800 + (i % 50), language: 'en', declined: false }));
  const now = rowsOf(200, (i) => ({
    latency: i % 4 === 0 ? 3000 : 800 + (i % 50),
    language: i % 2 === 0 ? 'de' : 'en',
    declined: null,
  }));
  const { results } = await compareSamples(
    { ...settings, slices: [] },
    { readers, current: now, baseline: before, meaning: null },
    calmly,
  );
  const examplesOf = (column: string) =>
    results.find((one) => one.column === column)?.finding?.examples ?? [];
  expect(examplesOf('latency').map(({ value }) => value)).toEqual([3000, 3000, 3000, 3000, 3000]);
  expect(examplesOf('language').map(({ value }) => value)).toEqual(['de', 'de', 'de', 'de', 'de']);
  expect(examplesOf('declined').map(({ value }) => value)).toEqual([null, null, null, null, null]);
  expect(examplesOf('answer_length')).toEqual([]);
});
