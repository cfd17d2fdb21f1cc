import { expect, test } from 'vitest';
import type { Tags } from '#lib/registry/schemas.ts';
import { addTag, allTags, hasTag, withoutTag } from './tags.ts';

test.each([
  ['team=support', { team: 'support' }],
  [' team : support ', { team: 'support' }],
  ['reviewed', { reviewed: '' }],
  ['link=https://a.example/x=1', { link: 'https://a.example/x=1' }],
])('%s is taken in', (typed, tags) => {
  expect(addTag({}, typed)).toEqual({ tags, problem: null });
});

test('a key that is there is replaced', () => {
  expect(addTag({ team: 'sales', other: '1' }, 'team=support').tags).toEqual({ team: 'support', other: '1' });
});

test('what cannot be a tag is refused with a reason', () => {
  expect(addTag({}, '=x').problem).toContain('needs a key');
  expect(addTag({}, 'bad key=1').problem).toContain('letters, digits');
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, '']));
  expect(addTag(many, 'one-more').problem).toContain('50 tags');
});

test('tags of a list are offered once each and found again', () => {
  const items: { tags: Tags }[] = [
    { tags: { team: 'b', reviewed: '' } },
    { tags: { team: 'a' } },
    { tags: { team: 'b' } },
  ];
  expect(allTags(items)).toEqual(['reviewed', 'team=a', 'team=b']);
  expect(items.map(({ tags }) => hasTag(tags, 'team=b'))).toEqual([true, false, true]);
  expect(withoutTag({ team: 'b', x: '' }, 'team')).toEqual({ x: '' });
});
