import '../../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { rowsHolding } from '../fixtures/rows-holding.ts';
import { datasetPlace, topicWordsPlace, triagePlace } from './triage-place.ts';

const run = {
  id: 'x',
  lastTry: false,
  signal: new AbortController().signal,
  documents: 'erase' as const,
  names: [],
};

async function plant(person: string, needle: string) {
  const [dataset, label, item] = [newId(), newId(), newId()];
  const query = (text: string, values: unknown[]) => pool().query(text, values);
  await query(
    'INSERT INTO dataset (id, name, created_by_id, created_by_name) VALUES ($1::uuid, $1::text, $2, $3)',
    [dataset, person, needle],
  );
  const items = `INSERT INTO dataset_item (id, dataset_id, request_id, endpoint_name, question, answer, labels,
    documents, requester_id, client, added_by_id, added_by_name) VALUES ($1, $2, $3, 'e', $4, $4, '{}', '{}', $5, $6, $7, $8)`;
  await query(items, [item, dataset, newId(), needle, person, null, person, needle]);
  await query(items, [newId(), dataset, newId(), 'Of somebody else', null, 'client-7', person, needle]);
  await query(`INSERT INTO label (id, name, colour) VALUES ($1::uuid, $1::text, 'blue')`, [label]);
  await query('INSERT INTO inference_label VALUES ($1, $2, $3, $4)', [newId(), label, person, needle]);
  await query('INSERT INTO inference_done VALUES ($1, $2, $3)', [newId(), person, needle]);
  await query(
    `INSERT INTO saved_view (id, owner_id, owner_name, name, query, columns) VALUES ($1, $2, $3, $3, $4, '{}')`,
    [newId(), person, needle, JSON.stringify({ q: needle })],
  );
  await query(`INSERT INTO topic_model (endpoint_name, state, askers) VALUES ($1, 'done', 1)`, [
    needle.slice(0, 4),
  ]);
  await query(
    `INSERT INTO topic (endpoint_name, number, terms, centroid, examples) VALUES ($1, 1, $2, '', '{}')`,
    [needle.slice(0, 4), [needle]],
  );
  return { dataset };
}

it('a person’s copies, views and names leave triage and datasets; what others asked and labels stay', async () => {
  const [person, needle] = [newId(), `zbigniew-${newId()}`];
  const { dataset } = await plant(person, needle);
  const subject = { kind: 'user' as const, id: person };
  const told = [];
  for (const place of [datasetPlace, triagePlace]) {
    expect(await place.count(subject)).toBeGreaterThan(0);
    for await (const row of place.read?.(subject) ?? []) told.push(row);
  }
  expect(JSON.stringify(told)).toContain(needle);
  expect(JSON.stringify(told)).not.toContain('Of somebody else');
  for (const place of [datasetPlace, triagePlace, topicWordsPlace]) await place.erase?.(subject, run);
  expect(await rowsHolding(needle)).toEqual([]);
  for (const place of [datasetPlace, triagePlace]) expect(await place.count(subject)).toBe(0);
  const kept = await pool().query('SELECT question FROM dataset_item WHERE dataset_id = $1', [dataset]);
  expect(kept.rows).toEqual([{ question: 'Of somebody else' }]);
});

it('a client of an application leaves datasets too', async () => {
  const subject = { kind: 'client' as const, id: 'client-7' };
  expect(await datasetPlace.count(subject)).toBe(1);
  expect(await datasetPlace.erase?.(subject, run)).toBe(1);
  expect(await datasetPlace.count(subject)).toBe(0);
});
