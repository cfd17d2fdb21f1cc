import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { userCaller } from '../../../e2e/support/callers.ts';
import { makeKnowledge, runWorker, settled, upload } from '../../../e2e/support/knowledge.ts';
import { admin } from '../../../e2e/support/registry.ts';
import { readMetric } from '../../monitoring/index.ts';
import { pool } from '../../platform/db.ts';
import { listIndexes, readCoverage } from '../index.ts';
import { insertRows, plainEndpoint } from '../test-rows.ts';
import { surveyIndexes } from './survey-indexes.ts';

let stopWorker = async () => {};
const signal = new AbortController().signal;
const text =
  '# Pumps\n\nA pump is cleaned every week with warm water and a soft brush, and then dried in the sun.\n';

beforeAll(async () => {
  stopWorker = await runWorker();
  await makeKnowledge('kept');
  await upload('kept', {
    'a.md': text,
    'b.md': text.toUpperCase(),
    'c.md': '# Valves\n\nValves are closed at night.\n',
  });
  await settled('kept');
});
afterAll(() => stopWorker());

async function ask(endpoint: string, score: string, question: string, count: number): Promise<void> {
  const now = Date.now();
  await insertRows(endpoint, {
    from: new Date(now - 3_600_000),
    to: new Date(now - 60_000),
    count,
    set: { score, knowledge: "'kept'", question: `'${question}'` },
  });
}

test('an index tells its age, what stands in it twice, what belongs to nothing, and what it does not cover', async () => {
  const endpoint = await plainEndpoint();
  await ask(endpoint, '0.8', 'How is a pump cleaned?', 30);
  await ask(endpoint, '0.1', 'When is the canteen open?', 10);
  await surveyIndexes(signal);
  const { items } = await listIndexes(admin);
  const kept = items.find(({ name }) => name === 'kept');
  expect(kept).toMatchObject({ questions: 40, coverage: 0.75, survey: { duplicates: 1, orphans: 0 } });
  expect(kept?.survey?.groups).toMatchObject([{ kind: 'same', count: 2 }]);
  expect(kept?.survey?.chunks).toBe(kept?.chunks);

  const { topics } = await readCoverage(admin, 'kept');
  expect(topics).toMatchObject([{ endpoint, questions: 40, poor: 10, terms: [] }]);
  expect(topics[0]?.examples[0]?.question).toBe('When is the canteen open?');

  const read = (metric: 'index_coverage' | 'index_freshness') =>
    readMetric({
      metric,
      aggregation: 'last',
      subject: 'kept',
      traffic: 'live',
      from: new Date(Date.now() - 600_000).toISOString(),
      to: new Date(Date.now() + 1000).toISOString(),
      step: 0,
    });
  expect((await read('index_coverage')).total.value).toBe(0.75);
  expect((await read('index_freshness')).total.value).toBeGreaterThan(0);
});

test('a chunk whose document serves another revision is an orphan', async () => {
  await pool().query(`UPDATE document SET serving_revision_id = NULL WHERE name = 'c.md'`);
  await pool().query('DELETE FROM index_survey');
  await surveyIndexes(signal);
  const { items } = await listIndexes(admin);
  expect(items.find(({ name }) => name === 'kept')?.survey).toMatchObject({
    orphans: 1,
    orphanDocuments: ['c.md'],
  });
});

test('an index is for those who read its knowledge base, questions for those who read requests there', async () => {
  const here = userCaller('data-scientist', { scope: { kind: 'knowledge', name: 'kept' } });
  const elsewhere = userCaller('data-scientist', { scope: { kind: 'knowledge', name: 'other' } });
  expect((await listIndexes(here)).items.map(({ name }) => name)).toEqual(['kept']);
  expect((await listIndexes(elsewhere)).items).toEqual([]);
  const { topics } = await readCoverage(here, 'kept');
  expect(topics.map(({ examples }) => examples)).toEqual([[]]);
  await expect(readCoverage(elsewhere, 'kept')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listIndexes(userCaller('stakeholder'))).rejects.toMatchObject({ code: 'forbidden' });
});
