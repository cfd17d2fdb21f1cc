import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restartWhenQuiet } from './restart-when-quiet.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('restarts once for a burst of changes, after the last of them', async () => {
  const restart = vi.fn(async () => undefined);
  const trigger = restartWhenQuiet(400, restart);
  for (let at = 0; at < 20; at++) {
    trigger.changed(`lib/file-${at % 3}.ts`);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(restart).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(400);
  expect(restart.mock.calls).toEqual([[['lib/file-0.ts', 'lib/file-1.ts', 'lib/file-2.ts']]]);
});

it('makes one more restart of all changes that came during a restart', async () => {
  const first = Promise.withResolvers<void>();
  const restart = vi.fn(() => first.promise);
  const trigger = restartWhenQuiet(400, restart);
  trigger.changed('one');
  await vi.advanceTimersByTimeAsync(400);
  trigger.changed('two');
  await vi.advanceTimersByTimeAsync(1000);
  trigger.changed('three');
  expect(restart).toHaveBeenCalledTimes(1);
  first.resolve();
  await vi.advanceTimersByTimeAsync(400);
  expect(restart.mock.calls).toEqual([[['one']], [['two', 'three']]]);
});
