import '../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { recordInference } from '../inference/index.ts';
import { pool } from '../platform/db.ts';
import { startRollupMover } from './start-rollup-mover.ts';
import { base, toRecord } from './test-requests.ts';

it('the mover moves what waits when a worker starts, and stops when told to', async () => {
  await recordInference(toRecord('moved', base));
  const mover = startRollupMover();
  const waiting = async () => (await pool().query('SELECT FROM metric_live')).rowCount;
  await expect.poll(waiting).toBe(0);
  await mover.stop();
  await recordInference(toRecord('moved', base));
  expect(await waiting()).toBe(1);
});
