import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExposition } from './parse-exposition.ts';

const one = (line: string) => parseExposition(line)[0];

describe('samples', () => {
  test.each([
    ['up 1', { name: 'up', labels: {}, value: 1 }],
    ['up{} 1', { name: 'up', labels: {}, value: 1 }],
    ['a:b{x="1",} 2.5e3 1712345678901', { name: 'a:b', labels: { x: '1' }, value: 2500 }],
    ['a { x = "1" , y = "2" }  -.5', { name: 'a', labels: { x: '1', y: '2' }, value: -0.5 }],
    ['a{x="say \\"hi\\" \\\\ \\n {,}"} 1', { name: 'a', labels: { x: 'say "hi" \\ \n {,}' }, value: 1 }],
    ['a +Inf', { name: 'a', labels: {}, value: Number.POSITIVE_INFINITY }],
    ['a NaN', { name: 'a', labels: {}, value: Number.NaN }],
    ['a_bucket{le="1"} 3 # {trace_id="x"} 0.67', { name: 'a_bucket', labels: { le: '1' }, value: 3 }],
    ['a 1\r', { name: 'a', labels: {}, value: 1 }],
  ])('%s', (line, sample) => {
    expect(one(line)).toEqual(sample);
  });

  test('comments and empty lines say nothing', () => {
    expect(parseExposition('# HELP a b\n# TYPE a gauge\n\n   \n# EOF\n')).toEqual([]);
  });

  test.each([
    '<html>',
    '{"a": 1}',
    'a',
    'a one',
    'a 1 2 3',
    'a{x=1} 1',
    'a{x="1" 1',
    'a{x="1"y="2"} 1',
    '1a 2',
    'a 0x10',
    'a{"x"} 1',
  ])('is refused, with its line: %s', (line) => {
    expect(() => parseExposition(`up 1\n${line}`)).toThrow(/^Line 2 is no sample/);
  });

  test('whatever the labels hold comes back', () => {
    const escaped = (text: string) =>
      text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    fc.assert(
      fc.property(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), (text, value) => {
        fc.pre(!/\r/.test(text) && !Object.is(value, -0));
        const [sample] = parseExposition(`m{l="${escaped(text)}"} ${value}`);
        expect(sample).toEqual({ name: 'm', labels: { l: text }, value });
      }),
    );
  });

  test('garbage never hangs and never passes silently', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        try {
          for (const { name } of parseExposition(text)) expect(name).toMatch(/^[a-zA-Z_:]/);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });
});
