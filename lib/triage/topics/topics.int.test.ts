import '../../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { userCaller } from '../../../e2e/support/callers.ts';
import { record } from '../../../e2e/support/inference-record.ts';
import { giveFeedback, recordInference } from '../../inference/index.ts';
import { feedbackInputSchema } from '../../inference/schemas.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { listTopics, startTopics, topicsOf } from '../index.ts';
import { assignTopics } from './assign-topics.ts';
import { makeTopics } from './make-topics.ts';

const never = new AbortController().signal;
const owner = userCaller('owner');
const there = `there-${newId().slice(-8)}`;
const tenant = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: there } });

const range = () => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});

describe('topics', () => {
  const endpoint = `topics-${newId().slice(-8)}`;
  const about = [
    'How do I get a refund for a cancelled order?',
    'Which plugin reads the temperature sensor?',
  ];
  const people = Array.from({ length: 4 }, () => newId());
  const ask = async (text: string, person = people[0]) => {
    const one = record({
      endpoint: { id: null, name: endpoint, config: 1 },
      question: text,
      requester: { kind: 'user', userId: person ?? null, name: 'P', apiKeyId: null },
    });
    await recordInference(one);
    return one.requestId;
  };

  beforeAll(async () => {
    for (const name of [endpoint, there]) {
      await pool().query(
        `INSERT INTO endpoint (id, name, environment, updated_at) VALUES ($1, $2, 'production', now())`,
        [newId(), name],
      );
    }
    await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        ask(about[index % 2] ?? '', people[Math.floor(index / 2) % 4]),
      ),
    );
  });

  it('hold like questions with what came of them, keep their numbers, and take in new ones', async () => {
    expect(await listTopics(owner, { endpoint, ...range() })).toMatchObject({ state: 'never', items: [] });
    await makeTopics(endpoint, { signal: never });
    const made = await listTopics(owner, { endpoint, ...range() });
    expect(made).toMatchObject({ state: 'done', progress: 100, questions: 24 });
    const counted = made.items.reduce((sum, { requests }) => sum + requests, 0);
    expect(counted).toBe(24);
    const refunds = made.items.find(({ terms }) => terms.includes('refund'));
    expect(refunds?.terms).not.toContain('sensor');
    expect(refunds?.trend.reduce((sum, count) => sum + count, 0)).toBe(refunds?.requests);
    expect(refunds?.examples.map(({ question }) => question)).toEqual([about[0]]);

    const later = await ask(about[0] ?? '', people[1]);
    await giveFeedback(
      userCaller('owner', { id: people[1] ?? '' }),
      later,
      feedbackInputSchema.parse({ thumb: 'down' }),
    );
    await assignTopics(never);
    await assignTopics(never);
    const grown = await listTopics(owner, { endpoint, ...range() });
    const same = grown.items.find(({ number }) => number === refunds?.number);
    expect(same).toMatchObject({ requests: (refunds?.requests ?? 0) + 1, ratings: 1 });
    expect(same?.satisfaction?.value).toBe(0);
    expect((await topicsOf([later])).get(later)?.number).toBe(refunds?.number);

    await makeTopics(endpoint, { signal: never });
    const again = await listTopics(owner, { endpoint, ...range() });
    expect(again.items.find(({ terms }) => terms.includes('refund'))?.number).toBe(refunds?.number);
    expect(again.items.reduce((sum, { requests }) => sum + requests, 0)).toBe(25);
  });

  it('count every request once when they are made and filled by several workers at once', async () => {
    await Promise.all([
      ...Array.from({ length: 6 }, (_, index) => ask(about[index % 2] ?? '', people[index % 4])),
      makeTopics(endpoint, { signal: never }),
      assignTopics(never),
      makeTopics(endpoint, { signal: never }),
      assignTopics(never),
    ]);
    await Promise.all([assignTopics(never), assignTopics(never)]);
    const { items } = await listTopics(owner, { endpoint, ...range() });
    expect(items.reduce((sum, { requests }) => sum + requests, 0)).toBe(31);
    const { rows } = await pool().query(
      `SELECT count(*)::int AS lost FROM inference_topic a WHERE endpoint_name = $1
         AND NOT EXISTS (SELECT 1 FROM topic t WHERE t.endpoint_name = a.endpoint_name AND t.number = a.number)`,
      [endpoint],
    );
    expect(rows).toEqual([{ lost: 0 }]);
  });

  it('are not named by words of one person in several conversations', async () => {
    const other = `alone-${newId().slice(-8)}`;
    await pool().query(
      `INSERT INTO endpoint (id, name, environment, updated_at) VALUES ($1, $2, 'production', now())`,
      [newId(), other],
    );
    const said = (text: string, person: string | undefined) =>
      recordInference(
        record({
          endpoint: { id: null, name: other, config: 1 },
          source: 'api',
          assigned: { entity: 'main', unit: newId(), unitKind: 'conversation' },
          requester: { kind: 'key', userId: person ?? null, name: 'P', apiKeyId: null },
          question: text,
        }),
      );
    await Promise.all([
      ...people.map((person) => said('How do I cancel a subscription?', person)),
      ...Array.from({ length: 4 }, () => said('How do I cancel with Zanzibar Holdings?', people[0])),
    ]);
    await makeTopics(other, { signal: never });
    const terms = (await listTopics(owner, { endpoint: other, ...range() })).items.flatMap(
      (topic) => topic.terms,
    );
    expect(terms).toContain('cancel');
    expect(terms).not.toContain('zanzibar');
  });

  it('never get the number of a topic that is gone', async () => {
    const before = await listTopics(owner, { endpoint, ...range() });
    const most = Math.max(...before.items.map(({ number }) => number));
    await pool().query('DELETE FROM topic WHERE endpoint_name = $1', [endpoint]);
    await makeTopics(endpoint, { signal: never });
    const after = await listTopics(owner, { endpoint, ...range() });
    expect(Math.min(...after.items.map(({ number }) => number))).toBe(most + 1);
  });

  it('show no question whose text was removed, and keep its number', async () => {
    const before = await listTopics(owner, { endpoint, ...range() });
    const example = before.items[0]?.examples[0]?.requestId ?? '';
    await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [example]);
    const after = await listTopics(owner, { endpoint, ...range() });
    expect(after.items[0]?.examples.map(({ requestId }) => requestId)).not.toContain(example);
    expect((await topicsOf([example])).size).toBe(1);
  });

  it('are for who reads the endpoint, and none where there is none', async () => {
    await expect(listTopics(tenant, { endpoint, ...range() })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(startTopics(userCaller('stakeholder'), endpoint)).rejects.toThrow(/permission/);
    await expect(listTopics(owner, { endpoint: 'nowhere', ...range() })).rejects.toMatchObject({
      code: 'not_found',
    });
    const { from, to } = range();
    await expect(listTopics(owner, { endpoint, from: to, to: '2020-01-01T00:00:00Z' })).rejects.toThrow();
    await expect(listTopics(owner, { endpoint, from: '1990-01-01T00:00:00Z', to })).rejects.toThrow(/year/);
    expect(from < to).toBe(true);
  });

  it('are none for an endpoint nobody asks, and a failure says why', async () => {
    await makeTopics(there, { signal: never });
    expect(await listTopics(tenant, { endpoint: there, ...range() })).toMatchObject({ state: 'done' });
    await expect(makeTopics(endpoint, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow();
    expect(await listTopics(owner, { endpoint, ...range() })).toMatchObject({ state: 'failed' });
  });
});
