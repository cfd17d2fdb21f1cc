import { expect, test } from 'vitest';
import { chainHash } from './canonical-json.ts';
import { parseChainSource, readChainSource } from './parse-chain.ts';

const model = 'model:\n  provider: extractive\n  name: extractive-1\n';

test.each<[string, string, string, RegExp, number, number]>([
  [
    'a pattern with a back-reference',
    `${model}preprocess:\n  - step: banned-topics\n    topics:\n      - name: a\n        patterns:\n          - fine\n          - (a)\\1\n`,
    'preprocess.0.topics.0.patterns.1',
    /RE2/,
    10,
    13,
  ],
  [
    'a pattern with look-around',
    `${model}routing:\n  - name: r\n    when:\n      matches: (?<!a)b\n    model: {provider: p, name: n}\n`,
    'routing.0.when.matches',
    /look-around/,
    7,
    7,
  ],
  [
    'a topic without words',
    `${model}postprocess:\n  - step: banned-topics\n    topics:\n      - name: a\n`,
    'postprocess.0.topics.0',
    /no words/,
    7,
    9,
  ],
  [
    'a rule that never holds',
    `${model}routing:\n  - name: r\n    when: {minQuestionChars: 5, maxQuestionChars: 4}\n    model: {provider: p, name: n}\n`,
    'routing.0.when.minQuestionChars',
    /never holds/,
    6,
    12,
  ],
  [
    'a score without retrieval',
    `${model}routing:\n  - name: r\n    when: {minTopScore: 5}\n    model: {provider: p, name: n}\n`,
    'routing.0.when',
    /retrieves nothing/,
    6,
    5,
  ],
  [
    'a JSON schema with a wrong type',
    `${model}postprocess:\n  - step: json-schema\n    schema:\n      properties:\n        a: {type: strin}\n`,
    'postprocess.0.schema.properties.a.type',
    /"string"/,
    8,
    13,
  ],
  [
    'a limit that would cut JSON',
    `${model}postprocess:\n  - step: json-schema\n    schema: {}\n  - step: limit-length\n    maxChars: 5\n`,
    'postprocess.1',
    /breaks its JSON/,
    7,
    5,
  ],
  [
    'a default that does not fit',
    `${model}input:\n  variables:\n    tone:\n      type: string\n      enum: [dry]\n      default: wet\n`,
    'input.variables.tone.default',
    /"dry"/,
    9,
    7,
  ],
  [
    'an example that does not fit',
    `${model}input:\n  variables:\n    tone: {type: string}\n  example:\n    question: Hi\n    inputs:\n      tome: a\n`,
    'input.example.inputs.tome',
    /Did you mean "tone"/,
    10,
    7,
  ],
  [
    'a variable of a routing rule or a step that does not exist',
    `${model}prompt:\n  user: "{{tome}}"\ninput:\n  variables:\n    tone: {type: string}\n`,
    'prompt.user',
    /Did you mean "\{\{tone\}\}"/,
    5,
    3,
  ],
])('%s is told with its place', (_what, text, path, message, line, column) => {
  const { document, problems } = readChainSource(text);
  expect(document).toBeNull();
  expect(problems[0]).toMatchObject({ path, line, column });
  expect(problems[0]?.message).toMatch(message);
});

test('a pattern too large to compile is told, at once', () => {
  const began = performance.now();
  const text = `${model}routing:\n  - name: r\n    when: {matches: "((a{100}){100}){100}"}\n    model: {provider: p, name: n}\n`;
  expect(readChainSource(text).problems[0]?.message).toMatch(/RE2/);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('the hash of a document registered before the new forms is what it was', () => {
  const source = `${model}preprocess:\n  - step: normalise\n  - step: rewrite-from-history\nretrieval:\n  knowledge: docs\npostprocess:\n  - step: check-citations\n`;
  expect(chainHash(parseChainSource(source))).toBe(
    '8323cba178a0881c4328e5b2d8b55e5a760207ba99e81ace6ecae63dce5bcb2e',
  );
});
