/** `kill -9` in the middle of an erasure: the next worker goes on where it was. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { kill, startWorkerProcess } from '../../e2e/support/killed-processes.ts';
import { until } from '../../e2e/support/knowledge.ts';
import { databaseUrl } from '../../e2e/support/test-database.ts';
import { systemCaller } from '../access/index.ts';
import { recordInference } from '../inference/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { rowsHolding } from './fixtures/rows-holding.ts';
import { erasePerson, getErasure } from './index.ts';

const system = systemCaller('test');
const watcher = new pg.Client({ connectionString: databaseUrl });

beforeAll(async () => {
  await watcher.connect();
  await watcher.query(`
    CREATE FUNCTION tell_step() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('test_step', NEW.steps -> -1 ->> 'place'); RETURN NEW; END $$;
    CREATE TRIGGER tell_step AFTER UPDATE OF steps ON erasure FOR EACH ROW EXECUTE FUNCTION tell_step();
    LISTEN test_step`);
});
afterAll(async () => {
  await watcher.end();
  await closeJobs();
  await closeEvents();
});

function told(place: string): Promise<void> {
  return new Promise((resolve) => {
    const hear = ({ payload }: pg.Notification) => {
      if (payload !== place) return;
      watcher.off('notification', hear);
      resolve();
    };
    watcher.on('notification', hear);
  });
}

test.each(['conversations', 'inferences', 'caches'])(
  'killed after %s, the rest is erased once',
  async (place) => {
    const needle = `Crumbletwist${place}`;
    const { id, email } = await addAccount('end-user');
    await prisma().conversation.create({
      data: { id: newId(), userId: id, endpointName: 'assistant', title: needle },
    });
    const requester = { kind: 'user', userId: id, name: needle, apiKeyId: null };
    for (let n = 0; n < 50; n += 1) await recordInference(record({ question: needle, requester }));

    const first = await startWorkerProcess();
    const reached = told(place);
    const subject = { kind: 'user', id } as const;
    const erasure = await erasePerson(system, { subject, documents: 'keep', confirm: email });
    await reached;
    await kill(first);

    await startWorkerProcess();
    const done = await until('the erasure', async () => {
      const now = await getErasure(system, erasure.id);
      return now.state === 'done' ? now : null;
    });
    const steps = done.steps.map((step) => step.place);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toHaveLength(done.total);
    expect(done.steps.find((step) => step.place === 'inferences')?.count).toBe(50);
    expect(await rowsHolding(needle)).toEqual([]);
  },
  60_000,
);
