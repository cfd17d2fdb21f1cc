import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import type { FilterDomain } from './domain.ts';
import {
  type Clause,
  listComparators,
  numberComparators,
  parseFilter,
  textComparators,
} from './parse-filter.ts';
import { parseOrder } from './parse-order.ts';

const domain: FilterDomain = {
  attributes: { name: 'text', start_time: 'number' },
  aliases: { 'run name': 'name', created: 'start_time' },
  entities: ['metric', 'param', 'tag'],
};

function quoted(text: string, quote: string): string {
  return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
}

function print(clauses: readonly Clause[], quote: string, and: string): string {
  return clauses
    .map(({ entity, key, comparator, value }) => {
      const name = entity === 'attribute' ? key : `${entity}s.${quoted(key, '`')}`;
      if (typeof value === 'number') return `${name}${comparator}${value}`;
      if (typeof value === 'string') return `${name} ${comparator} ${quoted(value, quote)}`;
      return `${name} ${comparator} (${value.map((item) => quoted(item, quote)).join(',')})`;
    })
    .join(` ${and} `);
}

const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '?').toWellFormed());
const key = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('a b', 'mlflow.user', 'x/y', 'and', 'it`s'),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    entity: fc.constant('metric' as const),
    key,
    comparator: fc.constantFrom(...numberComparators),
    value: number,
  }),
  fc.record({
    entity: fc.constantFrom('param' as const, 'tag' as const),
    key,
    comparator: fc.constantFrom(...textComparators),
    value: text,
  }),
  fc.record({
    entity: fc.constantFrom('param' as const, 'tag' as const),
    key,
    comparator: fc.constantFrom(...listComparators),
    value: fc.array(text, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    entity: fc.constant('attribute' as const),
    key: fc.constant('start_time'),
    comparator: fc.constantFrom(...numberComparators),
    value: number,
  }),
);

describe('parseFilter', () => {
  test('reads what is printed, whatever the keys and values', () => {
    fc.assert(
      fc.property(
        fc.array(clause, { maxLength: 6 }),
        fc.constantFrom("'", '"'),
        fc.constantFrom('AND', 'and', 'And'),
        (clauses, quote, and) => {
          expect(parseFilter(domain, print(clauses, quote, and))).toEqual(clauses);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('garbage is read or refused as invalid, and nothing else happens', () => {
    const pieces = fc.constantFrom(
      ...[
        'name',
        'metrics.',
        'metrics.a',
        "tags.'",
        '`',
        "'x'",
        '"y"',
        '=',
        '!=',
        '<>',
        '>=',
        'LIKE',
        'IN',
        'NOT',
      ],
      ...[
        '(',
        ')',
        ',',
        'AND',
        '1',
        '-1e3',
        '.',
        '..',
        '__proto__',
        'constructor.x',
        'toString',
        '\0',
        '\ud800',
        ' ',
      ],
    );
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((list) => list.join(' ')),
      fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(garbage, (filter) => {
        for (const read of [() => parseFilter(domain, filter), () => parseOrder(domain, [filter])]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(/\w/) });
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('the forms MLflow documents', () => {
    const forms: [string, Omit<Clause, 'value'> & { value: unknown }][] = [
      ['metrics.accuracy > 0.72', { entity: 'metric', key: 'accuracy', comparator: '>', value: 0.72 }],
      ['metric."f1 score" <= 1e-3', { entity: 'metric', key: 'f1 score', comparator: '<=', value: 0.001 }],
      [
        "params.`learning rate` = '0.1'",
        { entity: 'param', key: 'learning rate', comparator: '=', value: '0.1' },
      ],
      ["parameters.model LIKE 'GPT%'", { entity: 'param', key: 'model', comparator: 'LIKE', value: 'GPT%' }],
      [
        "tags.mlflow.source.name ilike '%x'",
        { entity: 'tag', key: 'mlflow.source.name', comparator: 'ILIKE', value: '%x' },
      ],
      ["attributes.name != 'a'", { entity: 'attribute', key: 'name', comparator: '!=', value: 'a' }],
      ["attr.name IN ('a', 'b')", { entity: 'attribute', key: 'name', comparator: 'IN', value: ['a', 'b'] }],
      ["name not in ('a')", { entity: 'attribute', key: 'name', comparator: 'NOT IN', value: ['a'] }],
      ["\"run name\" = 'it''s'", { entity: 'attribute', key: 'name', comparator: '=', value: "it's" }],
      ['created>=1000', { entity: 'attribute', key: 'start_time', comparator: '>=', value: 1000 }],
    ];
    for (const [filter, expected] of forms)
      expect([filter, parseFilter(domain, filter)]).toEqual([filter, [expected]]);
    expect(parseFilter(domain, ' ')).toEqual([]);
  });

  test('says what was expected where', () => {
    const problems: [string, RegExp][] = [
      ['metrics.a', /one of = != > >= < <= after "a" was expected where the filter ends/],
      ['metrics.a > "1"', /a number to compare "a" with/],
      ['params.a = 1', /a text in quotes/],
      ["params.a = 'x", /quote ' at character 12 is never closed/],
      ["name = 'a' OR name = 'b'", /AND was expected where "OR" stands at character 12/],
      ["colour = 'red'", /"colour" is no attribute.*Use one of name, start_time, metrics.<key>/],
      ["datasets.name = 'x'", /"datasets\." is nothing this search knows/],
      ["name > 'a'", /one of =, !=, LIKE, ILIKE, IN, NOT IN/],
      ['name IN ()', /a text in quotes/],
      ["start_time IN ('1')", /is a number/],
      [Array(51).fill("name = 'a'").join(' AND '), /50 comparisons at most/],
    ];
    for (const [filter, message] of problems) expect(() => parseFilter(domain, filter)).toThrow(message);
  });
});

test('orders', () => {
  expect(parseOrder(domain, ['metrics.`a b` desc', 'created ASC', 'name', 'tags."x" DESC'])).toEqual([
    { entity: 'metric', key: 'a b', descending: true },
    { entity: 'attribute', key: 'start_time', descending: false },
    { entity: 'attribute', key: 'name', descending: false },
    { entity: 'tag', key: 'x', descending: true },
  ]);
  for (const column of ['', 'name UP', 'name ASC DESC', "'", 'colour']) {
    expect(() => parseOrder(domain, [column])).toThrow(AppError);
  }
});
