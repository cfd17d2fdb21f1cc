import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { chainSchema, documentForms, versionDocumentSchema } from '#lib/chain/schemas.ts';
import {
  type ChainField,
  type ChainFields,
  type ChainForm,
  convertForm,
  readForm,
  writeField,
} from './chain-document.ts';

const source = `# The assistant of the help desk.
kind: chain
preprocess:
  - step: normalise
  - step: rewrite-from-history
    turns: 3
retrieval:
  knowledge: guide # what support wrote
  k: 6
model:
  provider: openai
  name: gpt-5-mini
  parameters: {}
postprocess: []
`;

function formOf(text: string): ChainForm {
  const form = readForm(text);
  if (form === null) throw new Error(`not editable in the form:\n${text}`);
  return form;
}

describe('reading', () => {
  test('values come from the document, the others from the schema', () => {
    expect(formOf(source)).toEqual({
      knowledge: 'guide',
      snapshot: 'latest',
      mode: null,
      k: 6,
      provider: 'openai',
      model: 'gpt-5-mini',
      temperature: null,
      maxOutputTokens: null,
      timeoutMs: 60_000,
      system: '',
      user: '{{question}}',
      format: 'cited-text',
      maxQuestionChars: 16_000,
      exampleQuestion: null,
      kind: 'chain',
      preprocess: [{ step: 'normalise' }, { step: 'rewrite-from-history', turns: 3 }],
      postprocess: [],
      routing: [],
      variables: {},
      exampleInputs: {},
    });
  });

  test('values that the schema refuses stay editable', () => {
    expect(formOf(source.replace('k: 6', 'k: 600')).k).toBe(600);
  });

  test.each([
    ['broken YAML', 'model: [unclosed'],
    ['a list', '- a'],
    ['nothing', ''],
    ['aliases', 'model: &m {provider: a, name: b}\nother: *m'],
  ])('%s can only be edited as text', (_, text) => {
    expect(readForm(text)).toBeNull();
    expect(writeField(text, 'k', 3)).toBe(text);
  });
});

describe('writing', () => {
  test('comments and unknown parts stay', () => {
    const changed = writeField(source, 'knowledge', 'handbook');
    expect(changed).toContain('# The assistant of the help desk.');
    expect(changed).toContain('turns: 3');
    expect(changed).toContain('knowledge: handbook');
  });

  test('no knowledge base means no retrieval, and one can be chosen again', () => {
    const without = writeField(source, 'knowledge', null);
    expect(chainSchema.parse(parse(without)).retrieval).toBeNull();
    const again = writeField(without, 'knowledge', 'guide');
    expect(chainSchema.parse(parse(again)).retrieval).toMatchObject({ knowledge: 'guide', k: 8 });
  });

  test('an emptied optional field leaves the document', () => {
    const warm = writeField(source, 'temperature', 0.3);
    expect(chainSchema.parse(parse(warm)).model.parameters.temperature).toBe(0.3);
    expect(writeField(warm, 'temperature', null)).not.toContain('temperature');
  });

  test('the example goes as a whole, unless inputs would be lost', () => {
    const asked = writeField(source, 'exampleQuestion', 'What?');
    expect(parse(asked).input).toEqual({ example: { question: 'What?' } });
    expect(parse(writeField(asked, 'exampleQuestion', null)).input).toEqual({});
    const withInputs = `${source}input: {example: {question: a, inputs: {team: b}}}\n`;
    expect(parse(writeField(withInputs, 'exampleQuestion', null)).input.example).toEqual({
      inputs: { team: 'b' },
    });
  });

  test('several lines of a template are written as a block', () => {
    expect(writeField(source, 'system', 'Be short.\nCite.')).toContain(
      'system: |-\n    Be short.\n    Cite.',
    );
  });
});

describe('lists', () => {
  test('settings that the schema refuses stay; what is no list can only be edited as text', () => {
    const form = formOf('preprocess:\n  - {step: limit-length, maxChars: no}\npostprocess: all\n');
    expect(form.preprocess).toEqual([{ step: 'limit-length', maxChars: 'no' }]);
    expect(form.postprocess).toBeNull();
  });

  test('rules and variables that are half written can be finished in the form', () => {
    const form = formOf('routing:\n  - name: long\ninput:\n  variables:\n    team: {}\n');
    expect(form.routing).toEqual([{ name: 'long', when: {}, model: { provider: '', name: '' } }]);
    expect(form.variables).toEqual({ team: { type: 'string' } });
  });
});

describe('packaging forms', () => {
  test.each(documentForms)('a chain becomes a valid %s once provider and model are given', (kind) => {
    let text = convertForm(source, kind);
    if (kind === 'remote') text = writeField(text, 'provider', 'served');
    expect(versionDocumentSchema.parse(parse(text)).kind).toBe(kind);
    expect(formOf(text).kind).toBe(kind);
  });

  test('a remote server’s fields stand below server', () => {
    const text = writeField(convertForm(source, 'remote'), 'timeoutMs', 5000);
    expect(parse(text)).toEqual({
      kind: 'remote',
      server: { provider: '', parameters: { timeoutMs: 5000 } },
    });
  });

  test('what both forms have stays, with its comments', () => {
    const text = convertForm(source, 'external-model');
    expect(text).toContain('# The assistant of the help desk.');
    expect(parse(text).model.name).toBe('gpt-5-mini');
  });
});

test('what is written is read back, whatever it is', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc
      .array(fc.constantFrom('a', ' ', '\n', '#', ':', '-', '\t', '{{question}}', '|', '"', "'"), {
        maxLength: 20,
      })
      .map((parts) => parts.join('')),
  );
  const change = fc.oneof(
    ...(['system', 'user', 'provider', 'model', 'knowledge'] as const).map((field) =>
      text.map((value) => ({ field, value })),
    ),
    fc.integer({ min: 1, max: 50 }).map((value) => ({ field: 'k' as const, value })),
    fc.constantFrom(0, 0.3, 2, null).map((value) => ({ field: 'temperature' as const, value })),
    fc.constantFrom('latest' as const, 1, 12).map((value) => ({ field: 'snapshot' as const, value })),
    fc.integer().map((value) => ({ field: 'maxQuestionChars' as const, value })),
    text.map((value) => ({ field: 'exampleQuestion' as const, value })),
  );
  const write = (yaml: string, { field, value }: { field: ChainField; value: ChainFields[ChainField] }) =>
    writeField(yaml, field, value);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), change, (before, last) => {
      const changed = write(before.reduce(write, source), last);
      expect(formOf(changed)[last.field]).toEqual(last.value);
    }),
  );
});
