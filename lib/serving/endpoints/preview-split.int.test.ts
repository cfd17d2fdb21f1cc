import '../../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { champion, entity, newEndpoint, pinned } from '../../../e2e/support/endpoints.ts';
import { admin, userCaller } from '../../../e2e/support/registry.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { assign } from '../../traffic/index.ts';
import { previewSplit } from './preview-split.ts';

afterAll(closeEvents);

const split = (name: string) => [entity('main', champion(name), 90), entity('next', pinned(name, 2), 10)];
const shares = { main: 75, next: 25 };

async function insertRequest(endpoint: string, unitKind: string, unit: string, traffic = 'live') {
  await pool().query(
    `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, traffic, unit_kind, unit,
       requester_kind, requester_name, input, spans, total_ms)
     VALUES ($1, now(), 'ok', 200, 'api', $2, $3, $4, $5, 'user', 'x', '[]', '[]', 1)`,
    [newId(), endpoint, traffic, unitKind, unitKind === 'request' ? null : unit],
  );
}

test('computes who would move while nobody was seen: only the changed share, one way', async () => {
  const name = await newEndpoint(split);
  const { unitsSeen, moves, stay } = await previewSplit(userCaller('data-scientist'), name, { shares });
  expect(unitsSeen).toBe(0);
  expect(moves).toMatchObject([{ from: 'main', to: 'next' }]);
  // Four standard deviations of 15 % among 10,000.
  expect(Math.abs((moves[0]?.share ?? 0) - 0.15)).toBeLessThan(0.015);
  expect(stay).toBeCloseTo(1 - (moves[0]?.share ?? 0), 10);
});

test('counts the units that were seen, each once and by the rules of serving', async () => {
  const name = await newEndpoint(split);
  const units = Array.from({ length: 120 }, (_, index) => `person-${index}`);
  await Promise.all(
    units.map((unit, index) =>
      insertRequest(name, ['user', 'conversation', 'header'][index % 3] ?? '', unit),
    ),
  );
  await insertRequest(name, 'user', units[1] ?? '');
  await insertRequest(name, 'request', newId());
  await insertRequest(name, 'user', newId(), 'shadow');
  const after = Object.entries(shares).map(([entity, trafficPercentage]) => ({
    name: entity,
    trafficPercentage,
  }));
  const moving = units.filter(
    (unit) => assign(name, unit, split(name)).name !== assign(name, unit, after).name,
  );
  const { unitsSeen, moves } = await previewSplit(admin, name, { shares });
  expect(unitsSeen).toBe(120);
  expect(moves.reduce((sum, move) => sum + move.units, 0)).toBe(moving.length);
});

test('a handful of people is not counted: one of them would be a large share', async () => {
  const name = await newEndpoint(split);
  for (const unit of ['ada', 'grace', 'edsger']) await insertRequest(name, 'user', unit);
  const { unitsSeen, moves } = await previewSplit(admin, name, { shares });
  expect(unitsSeen).toBe(0);
  expect(Math.abs((moves[0]?.share ?? 0) - 0.15)).toBeLessThan(0.015);
});

test('may name an entity that is not there yet, and is refused to those who may not read', async () => {
  const name = await newEndpoint();
  const { moves } = await previewSplit(admin, name, { shares: { main: 0, fresh: 100 } });
  expect(moves).toEqual([{ from: 'main', to: 'fresh', share: 1, units: 10_000 }]);
  const refused = previewSplit(userCaller('app-team'), name, { shares });
  await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
});
