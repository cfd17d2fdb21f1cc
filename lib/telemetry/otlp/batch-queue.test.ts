import { expect, test } from 'vitest';
import { BatchQueue } from './batch-queue.ts';
import type { SendResult } from './send-otlp.ts';

const taken: SendResult = { kind: 'taken', status: 200, answer: new Uint8Array() };
const later: SendResult = { kind: 'later', status: 503, afterMs: null, message: 'busy' };

function queueOf(answers: (SendResult | Promise<SendResult>)[], options: { retryForMs?: number } = {}) {
  const sent: number[][] = [];
  const ended: string[] = [];
  const waits: number[] = [];
  const state = { dropped: 0 };
  const queue = new BatchQueue<number>({
    capacity: 5,
    batchSize: 3,
    delayMs: 60_000,
    retryForMs: options.retryForMs ?? 60_000,
    send: async (batch) => {
      sent.push([...batch]);
      return answers.length > 1 ? (answers.shift() ?? taken) : (answers[0] ?? taken);
    },
    done: (_batch, { kind }) => ended.push(kind),
    dropped: (items) => {
      state.dropped += items.length;
    },
    sleep: async (ms) => void waits.push(ms),
  });
  return { queue, sent, ended, waits, state };
}

test('whole batches go at once, the rest when asked', async () => {
  const { queue, sent } = queueOf([taken]);
  for (const item of [1, 2, 3, 4]) queue.add(item);
  await queue.flush();
  expect(sent).toEqual([[1, 2, 3], [4]]);
});

test('what does not fit is dropped and counted, and nobody waits', async () => {
  const { promise, resolve } = Promise.withResolvers<SendResult>();
  const { queue, sent, state } = queueOf([promise, taken]);
  for (let item = 1; item <= 12; item++) queue.add(item);
  expect(queue.size).toBe(5);
  expect(state.dropped).toBe(4);
  resolve(taken);
  await queue.flush();
  expect(sent.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a busy collector is asked again, after growing times or as it says', async () => {
  const { queue, sent, ended, waits } = queueOf([later, { ...later, afterMs: 7000 }, later, taken]);
  queue.add(1);
  await queue.flush();
  expect(sent).toEqual([[1], [1], [1], [1]]);
  expect(ended).toEqual(['taken']);
  expect(waits[0]).toBeLessThanOrEqual(750);
  expect(waits[1]).toBe(7000);
  expect(waits[2]).toBeGreaterThanOrEqual(1000);
});

test('after its time a batch is given up, and the next is tried', async () => {
  const { queue, ended } = queueOf([later], { retryForMs: 0 });
  for (const item of [1, 2, 3, 4]) queue.add(item);
  await queue.flush();
  expect(ended).toEqual(['later', 'later']);
});

test('a refusal is not repeated', async () => {
  const { queue, sent, ended } = queueOf([{ kind: 'refused', status: 400, message: 'no' }]);
  queue.add(1);
  await queue.flush();
  expect(sent).toHaveLength(1);
  expect(ended).toEqual(['refused']);
});

test('stopping sends what waits; what comes after is dropped', async () => {
  const { queue, sent, state } = queueOf([taken]);
  queue.add(1);
  await queue.stop(1000);
  queue.add(2);
  expect(sent).toEqual([[1]]);
  expect(state.dropped).toBe(1);
});
