import '../../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { type Account, addAccount } from '../../../e2e/support/accounts.ts';
import { prisma } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { reportsPlace } from './reports-place.ts';

const run = (names: readonly string[]) =>
  ({ documents: 'keep', names, id: newId(), lastTry: true, signal: new AbortController().signal }) as const;

async function addReport(owner: Account, addresses: string[]): Promise<string> {
  const id = newId();
  await prisma().report.create({
    data: {
      id,
      ownerId: owner.id,
      name: 'Morning',
      cadence: 'daily',
      hour: 8,
      timeZone: 'UTC',
      addresses,
      nextAt: new Date(),
    },
  });
  return id;
}

it('a person’s reports go, and their address leaves the reports of others', async () => {
  const [gone, other] = await Promise.all([addAccount('stakeholder'), addAccount('mlops-engineer')]);
  await addReport(gone, []);
  const [shared, only, untouched] = [
    await addReport(other, [gone.email.toUpperCase(), 'ops@x.example']),
    await addReport(other, [gone.email]),
    await addReport(other, []),
  ];
  const subject = { kind: 'user', id: gone.id } as const;
  expect(await reportsPlace.count(subject)).toBe(1);
  const handed: object[] = [];
  for await (const row of reportsPlace.read?.(subject) ?? []) handed.push(row);
  expect(handed).toMatchObject([{ name: 'Morning', cadence: 'daily' }]);
  expect(await reportsPlace.erase?.(subject, run([gone.email]))).toBe(3);
  expect(await reportsPlace.count(subject)).toBe(0);
  const left = await prisma().report.findMany({ orderBy: { id: 'asc' } });
  expect(left.map(({ id, addresses, enabled }) => [id, addresses, enabled])).toEqual([
    [shared, ['ops@x.example'], true],
    [only, [], false],
    [untouched, [], true],
  ]);
  // One whose only address went is not sent to its owner instead.
  expect(left[1]).toMatchObject({ nextAt: null, stoppedWhy: expect.stringContaining('erased') });
  expect(await reportsPlace.erase?.(subject, run([gone.email]))).toBe(0);
});
