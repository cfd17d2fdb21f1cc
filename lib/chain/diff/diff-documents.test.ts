import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { type ExecutableChain, versionDocumentSchema } from '../schemas.ts';
import { toExecutable } from '../to-executable.ts';
import { diffDocuments } from './diff-documents.ts';

const model = { provider: 'extractive', name: 'extractive-1' };
const chain = (changes: object = {}): ExecutableChain =>
  toExecutable(versionDocumentSchema.parse({ model, ...changes }));
const summaries = (from: object, to: object) =>
  diffDocuments(chain(from), chain(to)).map(({ summary }) => summary);

describe('in words', () => {
  const mask = (...kinds: string[]) => ({ step: 'mask-pii', kinds });
  const rule = (name: string, k = 10) => ({ name, when: { minQuestionChars: k }, model });

  test.each<[object, object, string[]]>([
    [
      { retrieval: { knowledge: 'docs' } },
      { retrieval: { knowledge: 'docs', k: 12 } },
      ['Retrieves 12 passages instead of 8'],
    ],
    [{}, { retrieval: { knowledge: 'docs' } }, ['Searches the knowledge base docs for passages']],
    [
      { retrieval: { knowledge: 'docs', snapshot: 3 } },
      { retrieval: { knowledge: 'laws', mode: 'keyword' } },
      [
        'Retrieval: knowledge base laws instead of docs',
        'Retrieval: snapshot latest instead of 3',
        'Retrieval: search mode keyword',
      ],
    ],
    [
      {},
      { model: { provider: 'openai', name: 'gpt' } },
      ['Asks the model gpt instead of extractive-1', 'Model: provider openai instead of extractive'],
    ],
    [
      { model: { ...model, parameters: { temperature: 0.2 } } },
      { model: { ...model, parameters: { temperature: 0.7, seed: 1 } } },
      ['Model: temperature 0.7 instead of 0.2', 'Model: seed 1'],
    ],
    [{ prompt: { system: 'Be kind.' } }, { prompt: { system: 'Be brief.' } }, ['System prompt changed']],
    [
      {},
      { kind: 'external-model' },
      [
        'Is an external model instead of a whole chain',
        'Passes the turns of a request through unchanged',
        'Output: format text instead of cited-text',
      ],
    ],
    [{}, { input: { variables: { tone: { type: 'string' } } } }, ['New input “tone”']],
    [
      { preprocess: [mask('email')] },
      { preprocess: [mask('email', 'iban')] },
      ['Step “mask personal data”: kinds of data email, iban instead of email'],
    ],
    [
      { preprocess: [mask('email')] },
      { preprocess: [mask('iban'), mask('email')] },
      ['New step before the model: “mask personal data”'],
    ],
    [
      { postprocess: [{ step: 'check-citations' }, mask('email')] },
      { postprocess: [mask('email'), { step: 'check-citations' }] },
      ['Step “check the citations” after the model is number 2 instead of 1'],
    ],
    [
      { routing: [rule('a'), rule('b')] },
      { routing: [rule('c'), rule('a'), rule('b', 20)] },
      ['Routing rule “b”: conditions changed', 'New routing rule “c”'],
    ],
  ])('%o to %o', (from, to, words) => {
    expect(summaries(from, to)).toEqual(words);
  });

  test('prompts carry both texts, for a line diff', () => {
    const [difference] = diffDocuments(
      chain({ prompt: { user: 'A\nB' } }),
      chain({ prompt: { user: 'A\nC' } }),
    );
    expect(difference).toEqual({
      ...{ part: 'prompt', path: 'prompt.user', kind: 'changed' },
      ...{ summary: 'User prompt changed', before: 'A\nB', after: 'A\nC' },
    });
  });
});

const steps = fc.array(
  fc.constantFrom(
    { step: 'normalise' },
    { step: 'rewrite-from-history' },
    { step: 'mask-pii' },
    { step: 'mask-pii', kinds: ['email'] },
    { step: 'limit-length', maxChars: 10 },
    { step: 'limit-length', maxChars: 20 },
    { step: 'custom', name: 'one', code: 'x' },
    { step: 'custom', name: 'two', code: 'x' },
  ),
  { maxLength: 8 },
);
const rules = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 2 })), {
    selector: ([name]) => name,
    minLength: 1,
  })
  .map((list) => list.map(([name, chars]) => ({ name, when: { minQuestionChars: chars }, model })));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const chains = fc
  .record({
    preprocess: steps,
    routing: optional(rules),
    retrieval: fc.option(
      fc.record({ knowledge: fc.constantFrom('docs', 'laws'), k: fc.integer({ min: 1, max: 3 }) }),
    ),
    prompt: fc.record({ system: fc.constantFrom('', 'A'), user: fc.constantFrom('B', 'C') }),
    model: fc.record({
      provider: fc.constantFrom('p', 'q'),
      name: fc.constantFrom('m', 'n'),
      parameters: fc.record({ temperature: optional(fc.constantFrom(0, 1)) }),
    }),
    input: fc.record({
      maxQuestionChars: fc.constantFrom(10, 20),
      variables: fc.dictionary(
        fc.constantFrom('tone', 'size'),
        fc.constantFrom({ type: 'string' }, { type: 'string', maxLength: 5 }, { type: 'boolean' }),
        { minKeys: 1 },
      ),
    }),
  })
  .map(chain);

test('chains that are alike have no differences, others have some', () => {
  fc.assert(
    fc.property(chains, chains, (a, b) => {
      expect(diffDocuments(a, structuredClone(a))).toEqual([]);
      expect(diffDocuments(a, b).length === 0).toBe(canonicalJson(a) === canonicalJson(b));
    }),
    { numRuns: 500 },
  );
});

test('there are as many differences one way as the other, and kinds turn round', () => {
  fc.assert(
    fc.property(chains, chains, (a, b) => {
      const [there, back] = [diffDocuments(a, b), diffDocuments(b, a)];
      const count = (list: typeof there, kind: string) => list.filter((each) => each.kind === kind).length;
      expect(there).toHaveLength(back.length);
      expect(count(there, 'added')).toBe(count(back, 'removed'));
      expect(count(there, 'changed')).toBe(count(back, 'changed'));
    }),
    { numRuns: 500 },
  );
});

test('an inserted step is one difference, wherever it stands', () => {
  fc.assert(
    fc.property(steps, fc.nat(8), (list, at) => {
      const added: object = { step: 'detect-language' };
      const inserted = list.map((step): object => step).toSpliced(Math.min(at, list.length), 0, added);
      const differences = diffDocuments(chain({ preprocess: list }), chain({ preprocess: inserted }));
      expect(differences.map(({ kind }) => kind)).toEqual(['added']);
    }),
  );
});
