import { expect, test } from 'vitest';
import { ownTags, sourceOf } from './run-tags.ts';

const tags = {
  team: 'search',
  'mlflow.runName': 'calm-heron-417',
  'mlflow.source.name': 'train.py',
  'mlflow.source.type': 'LOCAL',
  'mlflow.source.git.commit': 'abc123',
};

test('the team’s own tags are apart from those of the client', () => {
  expect(ownTags(tags)).toEqual({ team: 'search' });
});

test('the source is told in words, or not at all', () => {
  expect(sourceOf(tags)).toMatchObject({
    name: 'train.py',
    type: 'a local script',
    commit: 'abc123',
    branch: null,
  });
  expect(sourceOf({ 'mlflow.source.type': 'RECIPE' })?.type).toBe('recipe');
  expect(sourceOf({ team: 'search' })).toBeNull();
});
