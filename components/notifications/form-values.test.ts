import { expect, it } from 'vitest';
import { channelFormOf, channelInputOf, fieldAt } from './form-values.ts';

const empty = channelFormOf(null);

it('reads addresses however they are separated', () => {
  const form = { ...empty, name: 'Ops', addresses: 'a@example.com, B@example.com\nc@example.com;' };
  expect(channelInputOf(form).data?.target).toEqual({
    kind: 'email',
    addresses: ['a@example.com', 'b@example.com', 'c@example.com'],
  });
});

it('finds the field of a mistake', () => {
  const issues =
    channelInputOf({ ...empty, name: ' ', addresses: 'a@example.com nobody' }).error?.issues ?? [];
  expect(issues.map(({ path }) => fieldAt(path.join('.')))).toEqual(['name', 'addresses']);
  expect(fieldAt('elsewhere')).toBeUndefined();
});

it('gives back the channel it was made of', () => {
  const channel = {
    id: '1',
    name: 'Hook',
    target: { kind: 'webhook', url: 'https://example.com/hook' },
    topics: ['alert.firing'],
    enabled: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  } as const;
  const { id: _id, createdAt: _created, updatedAt: _updated, ...input } = channel;
  expect(channelInputOf(channelFormOf({ ...channel, topics: [...channel.topics] })).data).toEqual(input);
});
