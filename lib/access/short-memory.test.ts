import { afterEach, expect, test, vi } from 'vitest';
import { ShortMemory } from './short-memory.ts';

afterEach(() => {
  vi.useRealTimers();
});

const newMemory = () => new ShortMemory<string>({ lifeMs: 1000, maxEntries: 2 });

test('one look-up serves all who ask at the same time, and those who ask soon after', async () => {
  const memory = newMemory();
  const load = vi.fn(async () => 'ada');
  const values = await Promise.all(Array.from({ length: 64 }, () => memory.find('a', load)));
  expect(new Set(values)).toEqual(new Set(['ada']));
  expect(await memory.find('a', load)).toBe('ada');
  expect(load).toHaveBeenCalledTimes(1);
});

test('a value is looked up again when its time is over', async () => {
  vi.useFakeTimers();
  const memory = newMemory();
  await memory.find('a', async () => 'first');
  vi.advanceTimersByTime(1001);
  expect(await memory.find('a', async () => 'second')).toBe('second');
});

test('a look-up that began before a change serves nobody who asks after it', async () => {
  const memory = newMemory();
  const old = Promise.withResolvers<string>();
  const before = memory.find('a', () => old.promise);
  memory.clear();
  const after = memory.find('a', async () => 'new');
  expect(await after).toBe('new');
  old.resolve('old');
  expect(await before).toBe('old');
  expect(memory.kept('a')).toBe('new');
});

test('neither nothing nor a failure is remembered', async () => {
  const memory = newMemory();
  expect(await memory.find('a', async () => null)).toBeNull();
  await expect(memory.find('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await memory.find('a', async () => 'ada')).toBe('ada');
});

test('it forgets rather than grow beyond its bound', async () => {
  const memory = newMemory();
  for (const key of ['a', 'b', 'c']) memory.keep(key, key);
  expect(memory.kept('a')).toBeNull();
  expect(memory.kept('c')).toBe('c');
});
