import { expect, test } from 'vitest';
import { z } from 'zod';
import { cutTextField, doubleField, int64Field, keyField, maxResultsField, repeatedField } from './fields.ts';

test('64-bit integers and doubles as protobuf’s JSON writes them', () => {
  expect(['7', -7, '9007199254740991'].map((value) => int64Field.parse(value))).toEqual([
    7, -7, 9007199254740991,
  ]);
  for (const value of [1.5, '1e3', '', '9007199254740993', 'x', true, null]) {
    expect([value, int64Field.safeParse(value).success]).toEqual([value, false]);
  }
  expect(
    [1.5, '1e-3', '.5', 'NaN', 'Infinity', '-Infinity'].map((value) => doubleField.parse(value)),
  ).toEqual([...[1.5, 0.001, 0.5, Number.NaN, Infinity, -Infinity]]);
  for (const value of ['high', '', '0x10', true, null, [1]]) {
    expect([value, doubleField.safeParse(value).success]).toEqual([value, false]);
  }
});

test('a repeated field is a list, one value, or absent', () => {
  const field = z.object({ items: repeatedField(z.string(), 2) });
  expect([{ items: ['a', 'b'] }, { items: 'a' }, {}].map((input) => field.parse(input).items)).toEqual([
    ['a', 'b'],
    ['a'],
    [],
  ]);
  for (const items of [['a', 'b', 'c'], [1], [null]]) expect(field.safeParse({ items }).success).toBe(false);
});

test('keys, cut texts and page sizes', () => {
  const key = keyField('A metric');
  for (const good of ['a', 'val/loss', 'f1 score', 'é.x-y_z', 'a:b']) expect(key.parse(good)).toBe(good);
  for (const bad of ['', '/a', 'a/', 'a//b', '../a', '.', 'a$', 'a\nb', 'x'.repeat(251)]) {
    expect([bad, key.safeParse(bad).success]).toEqual([bad, false]);
  }
  expect(cutTextField('It', 3).parse('ab😀')).toBe('ab\uFFFD');
  const size = maxResultsField(10, 20);
  expect([undefined, 5, '20'].map((value) => size.parse(value))).toEqual([10, 5, 20]);
  for (const bad of [0, 21, -1]) expect(size.safeParse(bad).success).toBe(false);
});
