import { expect, test } from 'vitest';
import { versionDocumentSchema } from './schemas.ts';
import { toExecutable } from './to-executable.ts';

const model = { provider: 'p', name: 'm' };
const executable = (document: object) => toExecutable(versionDocumentSchema.parse(document));

test('every form is written out as the stages that run', () => {
  const nothing = { preprocess: [], retrieval: null, postprocess: [] };
  expect(executable({ model })).toMatchObject({
    form: 'chain',
    prompt: { user: '{{question}}' },
    model,
    ...nothing,
  });
  expect(executable({ kind: 'prompt', prompt: { user: 'A {{question}}' }, model })).toMatchObject({
    ...{ form: 'prompt', prompt: { system: '', user: 'A {{question}}' }, model, output: { format: 'text' } },
    ...nothing,
  });
  expect(executable({ kind: 'external-model', model })).toMatchObject({
    form: 'external-model',
    prompt: null,
    model,
  });
  expect(executable({ kind: 'remote', server: { provider: 'churn' } })).toMatchObject({
    ...{ form: 'remote', prompt: null, model: { provider: 'churn', parameters: { timeoutMs: 60_000 } } },
    ...nothing,
  });
});

test('the input signature of every form is kept', () => {
  const input = { maxQuestionChars: 5, variables: { tone: { type: 'string' } } };
  const forms = [
    { model, input },
    { kind: 'prompt', prompt: {}, model, input },
    { kind: 'external-model', model, input },
    { kind: 'remote', server: { provider: 'p' }, input },
  ];
  for (const form of forms) {
    expect(executable(form).input).toMatchObject({
      maxQuestionChars: 5,
      variables: { tone: { required: true } },
    });
  }
});
