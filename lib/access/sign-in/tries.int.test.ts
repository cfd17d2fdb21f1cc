import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { prisma } from '../../platform/db.ts';
import { countAddress } from './count-address.ts';
import { takeTry } from './try-store.ts';

test('of 150 tries at once from one address 100 are let through, and the rest told when', async () => {
  const settled = await Promise.allSettled(Array.from({ length: 150 }, () => countAddress('192.0.2.1')));
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
  await expect(countAddress('192.0.2.1')).rejects.toMatchObject({
    code: 'rate_limited',
    reason: 'too_many_tries',
    retryAfterSeconds: expect.any(Number),
  });
  await expect(countAddress('192.0.2.2')).resolves.toBeTypeOf('function');
});

test('a refused try says when one is free again, and then one is', async () => {
  const rate = { burst: 2, seconds: 10 };
  expect([await takeTry('a', rate), await takeTry('a', rate)]).toEqual([0, 0]);
  const wait = await takeTry('a', rate);
  expect(wait).toBeGreaterThan(8);
  expect(wait).toBeLessThanOrEqual(10);
  await prisma()
    .$executeRaw`UPDATE sign_in_try SET free_at = free_at - interval '10 seconds' WHERE key = 'a'`;
  expect(await takeTry('a', rate)).toBe(0);
  expect(await takeTry('a', rate)).toBeGreaterThan(0);
});

test('a right try gives its own back', async () => {
  for (let tries = 0; tries < 130; tries++) await (await countAddress('192.0.2.9'))();
  await expect(countAddress('192.0.2.9')).resolves.toBeTypeOf('function');
});
