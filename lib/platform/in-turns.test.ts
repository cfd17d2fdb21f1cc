import { expect, it } from 'vitest';
import { inTurns } from './in-turns.ts';

it('runs at most so many at a time, all of them, also after one that fails', async () => {
  const turn = inTurns(3);
  let running = 0;
  let most = 0;
  const work = (n: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    for (let tick = 0; tick < 5; tick++) await Promise.resolve();
    running -= 1;
    if (n === 4) throw new Error('four');
    return n;
  };
  const ended = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => turn(work(n))));
  expect(most).toBe(3);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(19);
  expect(ended[4]).toMatchObject({ status: 'rejected' });
});
