import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, chainHash } from './canonical-json.ts';
import { defaultChain } from './default-chain.ts';
import { parseChainSource, readChainSource, toYaml } from './parse-chain.ts';
import { type ChainProblem, chainSchema, type VersionDocument } from './schemas.ts';

const small = 'model:\n  provider: extractive\n  name: extractive-1\n';

function problemsOf(text: string): ChainProblem[] {
  const read = readChainSource(text);
  expect(read.document).toBeNull();
  return read.problems;
}

const chains: fc.Arbitrary<VersionDocument> = fc
  .record({
    system: fc.string({ maxLength: 200 }).map((text) => text.replaceAll(/[{}]/g, '')),
    knowledge: fc.option(fc.constantFrom('docs', 'laws'), { nil: null }),
    name: fc.string({ minLength: 1, maxLength: 30 }),
    temperature: fc.option(fc.double({ min: 0, max: 2, noNaN: true }), { nil: undefined }),
    stop: fc.option(fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 }), {
      nil: undefined,
    }),
  })
  .map(({ system, knowledge, name, temperature, stop }) => {
    const chain = defaultChain({ knowledge, provider: 'extractive', model: name });
    return chainSchema.parse({
      ...chain,
      prompt: { system, user: '{{question}}' },
      model: { ...chain.model, parameters: { temperature, stop } },
    });
  });

test('the smallest YAML and JSON mean the same chain', () => {
  const json = '{"model": {"name": "extractive-1", "provider": "extractive"}}';
  expect(parseChainSource(json)).toEqual(parseChainSource(small));
  expect(parseChainSource(small)).toMatchObject({ kind: 'chain', prompt: { user: '{{question}}' } });
});

test('every chain survives the way through YAML with its hash', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const back = parseChainSource(toYaml(chain));
      expect(back).toEqual(chain);
      expect(chainHash(back)).toBe(chainHash(chain));
    }),
  );
});

test('the hash ignores the order of keys and notices every value', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}');
  const one = parseChainSource(small);
  const other = parseChainSource(`${small}retrieval:\n  knowledge: docs\n`);
  expect(chainHash(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(chainHash(one)).not.toBe(chainHash(other));
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
});

test.each([
  ['an unknown key', `${small}retreival: {}\n`, 4, 1, /retreival/],
  ['a wrong value', `${small}retrieval:\n  knowledge: docs\n  k: 5000\n`, 6, 3, /50/],
  ['a missing member', 'model:\n  provider: extractive\n', 1, 1, /string/],
  ['a member of a list', `${small}preprocess:\n  - step: normalise\n  - step: fly\n`, 6, 5, /./],
  ['an unknown variable', `${small}prompt:\n  user: "{{question}} {{weather}}"\n`, 5, 3, /\{\{weather\}\}/],
  [
    'a variable written wrong',
    `${small}prompt:\n  user: "{{qestion}}"\n`,
    5,
    3,
    /Did you mean "\{\{question\}\}"/,
  ],
  ['an unknown kind', `kind: promt\n${small}`, 1, 1, /no kind "promt".*Did you mean "prompt".*remote/],
  ['an unknown step', `${small}preprocess:\n  - step: normalize\n`, 5, 5, /Did you mean "normalise"/],
  ['a prompt without a template', `kind: prompt\n${small}`, 1, 1, /object/],
  [
    'a prompt that retrieves',
    `kind: prompt\n${small}prompt: {}\nretrieval:\n  knowledge: docs\n`,
    6,
    1,
    /retrieval/,
  ],
  ['passages in a prompt', `kind: prompt\n${small}prompt:\n  user: "{{passages}}"\n`, 6, 3, /retrieves none/],
  ['an external model with a prompt', `kind: external-model\n${small}prompt: {}\n`, 5, 1, /prompt/],
  ['a remote server with a model', `kind: remote\nserver:\n  provider: x\n  model: y\n`, 4, 3, /model/],
  [
    'a variable with a built-in name',
    `${small}input:\n  variables:\n    date: {type: string}\n`,
    6,
    5,
    /built-in/,
  ],
  ['broken YAML', 'model: {provider: extractive\nname: [', 3, 1, /./],
  ['a key written twice', `${small}model:\n  provider: x\n  name: y\n`, 4, 1, /twice/],
])('%s is told with its place', (_what, text, line, column, message) => {
  const [first] = problemsOf(text);
  expect(first?.message).toMatch(message);
  if (_what !== 'broken YAML') expect(first).toMatchObject({ line, column });
  expect(first?.line).not.toBeNull();
  expect(() => parseChainSource(text)).toThrow(/line \d+, column \d+/);
});

test('anchors may repeat a prompt, but not explode', () => {
  const shared = `${small}prompt:\n  system: &text Answer.\n  user: *text\n`;
  expect(parseChainSource(shared)).toMatchObject({ prompt: { user: 'Answer.' } });
  const levels = 'abcdefghi'.split('');
  const bomb = levels
    .map((name, index) => {
      const inside = index === 0 ? '"lol"' : `*${levels[index - 1]}`;
      return `${name}: &${name} [${Array(9).fill(inside).join(', ')}]`;
    })
    .join('\n');
  const began = performance.now();
  expect(problemsOf(bomb)[0]?.message).toMatch(/alias/i);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('an alias to nothing is told', () => {
  expect(problemsOf(`${small}retrieval: *nothing\n`)[0]?.message).toMatch(/nothing/);
});

test('5 MB is refused without being parsed', () => {
  const began = performance.now();
  expect(problemsOf(`${small}# ${'x'.repeat(5_000_000)}`)[0]?.message).toMatch(/1000000/);
  expect(performance.now() - began).toBeLessThan(500);
});

test.each([
  ['nothing', ''],
  ['a scalar', 'hello'],
  ['a list', '- 1\n- 2'],
  ['deep brackets', '['.repeat(100_000)],
  ['deep dashes', '- '.repeat(100_000)],
  ['a prototype', '__proto__: {polluted: true}\nmodel: {provider: a, name: b}'],
  ['two documents', `${small}---\n${small}`],
  ['a tag', 'model: !!js/function "function () {}"'],
  ['NUL bytes', 'model:\u0000'],
])('%s is no chain, and no crash', (_what, text) => {
  expect(problemsOf(text).length).toBeGreaterThan(0);
  expect({}).not.toHaveProperty('polluted');
});

test('a megabyte of keys is told in seconds, not minutes', () => {
  const many = Array.from({ length: 60_000 }, (_, index) => `key${index}: 1`).join('\n');
  const began = performance.now();
  expect(problemsOf(many).length).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(20_000);
}, 30_000);

test('no text makes the reader throw', () => {
  const scraps = fc.constantFrom(
    ...[
      'model',
      ': ',
      '\n',
      '  ',
      '- ',
      '&a ',
      '*a',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '? ',
      '!!',
      '#',
      ',',
      '<<',
    ],
    ...['\t', '\u0000', '\ud800', '\ufeff', '%YAML 1.1', '---', '...', '0x', '{{', '}}', 'é'],
  );
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 60 }), (parts) => {
      expect(readChainSource(parts.join('')).problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
