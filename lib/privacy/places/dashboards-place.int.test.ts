import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { addAccount } from '../../../e2e/support/accounts.ts';
import { createDashboard, getDashboard, saveDashboard } from '../../dashboards/index.ts';
import { type DashboardInput, dashboardInputSchema } from '../../dashboards/schemas.ts';
import { dashboardsPlace } from './dashboards-place.ts';
import type { EraseRun } from './place.ts';

const input = (change: Partial<DashboardInput>) => dashboardInputSchema.parse({ name: 'Mine', ...change });
const run: EraseRun = {
  id: 'test',
  lastTry: true,
  documents: 'keep',
  names: [],
  signal: new AbortController().signal,
};

test('when its owner is erased, what is private goes and what is shared waits for the next', async () => {
  const [gone, next, late] = [
    await addAccount('stakeholder'),
    await addAccount('data-scientist'),
    await addAccount('stakeholder'),
  ];
  const hidden = await createDashboard(gone.caller, input({}));
  const shared = await createDashboard(gone.caller, input({ visibility: 'everyone' }));
  const subject = { kind: 'user', id: gone.id } as const;

  const told: object[] = [];
  for await (const row of dashboardsPlace.read?.(subject) ?? []) told.push(row);
  expect(told.map((row) => ('id' in row ? row.id : null))).toEqual([hidden.id, shared.id]);
  expect(await dashboardsPlace.erase?.(subject, run)).toBe(2);
  expect(await dashboardsPlace.count(subject)).toBe(0);
  expect(await dashboardsPlace.erase?.(subject, run)).toBe(0);

  await expect(getDashboard(gone.caller, hidden.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getDashboard(next.caller, shared.id)).toMatchObject({ owner: null, mine: true });
  const change = { ...input({ visibility: 'everyone' }), revision: 1 };
  expect(await saveDashboard(next.caller, shared.id, change)).toMatchObject({ owner: { id: next.id } });
  await expect(saveDashboard(late.caller, shared.id, { ...change, revision: 2 })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
