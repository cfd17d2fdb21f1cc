import { expect, test } from 'vitest';
import type { DocumentDifference } from '#lib/chain/schemas.ts';
import { groupDifferences, isText } from './difference-groups.ts';

function difference(part: DocumentDifference['part'], path: string): DocumentDifference {
  return { part, path, kind: 'changed', summary: path, before: 'a', after: 'b' };
}

test('parts stand in the order of a request, their differences as they came', () => {
  const groups = groupDifferences([
    difference('model', 'model.name'),
    difference('prompt', 'prompt.user'),
    difference('model', 'model.parameters.temperature'),
  ]);
  expect(groups.map(({ part, differences }) => [part, differences.map(({ path }) => path)])).toEqual([
    ['prompt', ['prompt.user']],
    ['model', ['model.name', 'model.parameters.temperature']],
  ]);
  expect(groupDifferences([])).toEqual([]);
});

test('prompts and texts of several lines are compared by line', () => {
  expect(isText(difference('prompt', 'prompt.user'))).toBe(true);
  expect(isText(difference('model', 'model.name'))).toBe(false);
  expect(isText({ ...difference('preprocess', 'preprocess.0.code'), after: 'a\nb' })).toBe(true);
  expect(isText({ ...difference('prompt', 'prompt'), before: null })).toBe(false);
});
