import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as marks } from '../../../app/api/dashboards/marks/route.ts';
import { GET as documents } from '../../../app/api/overview/documents/route.ts';
import { GET as exported } from '../../../app/api/overview/export/route.ts';
import { GET as overview } from '../../../app/api/overview/route.ts';
import { GET as unanswered } from '../../../app/api/overview/unanswered/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { record } from '../../../e2e/support/inference-record.ts';
import { admin } from '../../../e2e/support/registry.ts';
import { giveFeedback, recordInference } from '../../inference/index.ts';
import { feedbackInputSchema } from '../../inference/schemas.ts';
import { closeJobs } from '../../jobs/index.ts';
import { saveQuota } from '../../limits/index.ts';
import { saveQuotaSchema } from '../../limits/schemas.ts';
import { createObjective } from '../../objectives/index.ts';
import { createObjectiveSchema } from '../../objectives/schemas.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { countDocumentUse, tidyDocumentUse } from '../documents/count-document-use.ts';
import {
  type ChartMark,
  documentUseSchema,
  type Overview,
  overviewSchema,
  unansweredSchema,
} from '../schemas.ts';

afterAll(closeJobs);

async function makeEndpoint(environment = 'production'): Promise<string> {
  const [id, name] = [newId(), `ep-${newId().slice(-8)}`];
  await pool().query(
    'INSERT INTO endpoint (id, name, environment, config, updated_at) VALUES ($1, $2, $3, 2, now())',
    [id, name, environment],
  );
  for (const [number, at] of [
    [1, '3 hours'],
    [2, '1 hour'],
  ] as const) {
    await pool().query(
      `INSERT INTO endpoint_config (endpoint_id, number, served_entities, created_by_name, created_at)
       VALUES ($1, $2, $3, 'test', now() - $4::interval)`,
      [id, number, JSON.stringify([entity(number === 1 ? 100 : 90)]), at],
    );
  }
  return name;
}

const entity = (trafficPercentage: number) => ({
  name: 'main',
  target: { by: 'external', provider: 'extractive', providerModel: 'extractive-1' },
  trafficPercentage,
  shadowPercentage: 0,
});

const range = (hours = 24) => ({
  from: new Date(Date.now() - hours * 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});

const path = (query: Record<string, string> = {}) => `/?${new URLSearchParams({ ...range(), ...query })}`;

async function read(cookie: string, query: Record<string, string> = {}): Promise<Overview> {
  const answer = await call(overview, { cookie, path: path(query) });
  expect(answer.status).toBe(200);
  return overviewSchema.parse(answer.body);
}

const ask = async (name: string, change: Parameters<typeof record>[0] = {}) => {
  const row = record({ endpoint: { id: null, name, config: 1 }, requester: asker(), ...change });
  await recordInference(row);
  return row.requestId;
};

let rater: Account;
beforeAll(async () => {
  rater = await addAccount('owner');
});

const asker = () => ({ kind: 'user', userId: rater.id, name: 'Ada', apiKeyId: null }) as const;

const rate = (requestId: string, thumb: 'up' | 'down') =>
  giveFeedback(rater.caller, requestId, feedbackInputSchema.parse({ thumb }));

describe('an empty installation', () => {
  it('is quiet, without a number that was not measured', async () => {
    const { cookie } = await addAccount('stakeholder');
    const read0 = await read(cookie);
    expect(read0.verdict).toMatchObject({ tone: 'neutral', word: 'Quiet' });
    expect(read0.now).toMatchObject({ requests: 0, errorRate: null, satisfaction: null, perHelpful: null });
    expect(read0).toMatchObject({ problems: [], budgets: [], endpoints: [] });
    const none = unansweredSchema.parse((await call(unanswered, { cookie, path: path() })).body);
    expect(none).toEqual({ count: 0, questions: null, examined: null });
    const use = documentUseSchema.parse((await call(documents, { cookie, path: path() })).body);
    expect(use).toMatchObject({ mostUsed: [], mostDisliked: [], stale: [], withheld: 0, countedTo: null });
    for (const format of ['csv', 'pdf']) {
      expect((await call(exported, { cookie, path: path({ format }) })).status).toBe(200);
    }
  });
});

describe('the overview', () => {
  let endpoint = '';
  let elsewhere = '';
  let reader: Account;
  beforeAll(async () => {
    [endpoint, elsewhere] = [await makeEndpoint(), await makeEndpoint('staging')];
    reader = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    const ids = await Promise.all([
      ...Array.from({ length: 8 }, () => ask(endpoint, { question: 'What is a snapshot?' })),
      ask(endpoint, { status: 'declined', question: 'Who sails  to Mars?' }),
      ask(endpoint, { status: 'declined', question: 'who sails to mars' }),
      ask(endpoint, { status: 'declined', question: 'What does the moon cost?' }),
      ask(elsewhere, { status: 'declined', question: 'A secret of another tenant?' }),
    ]);
    for (const [index, id] of ids.slice(0, 4).entries()) await rate(id, index === 0 ? 'down' : 'up');
  });

  it('counts, with an interval around what was rated', async () => {
    const { now, verdict, endpoints } = await read(reader.cookie);
    expect(now).toMatchObject({ requests: 11, errors: 0, declined: 3 });
    expect(now.satisfaction).toMatchObject({ value: 0.75, ratings: 4 });
    expect(now.satisfaction?.low).toBeLessThan(0.75);
    expect(now.satisfaction?.high).toBeGreaterThan(0.75);
    // Eight answers of eleven requests, three quarters liked.
    expect(BigInt(now.perHelpful ?? '0')).toBe((11n * 12_345_678_901n) / 6n);
    expect(verdict).toMatchObject({ tone: 'ok', word: 'Healthy' });
    expect(endpoints.map(({ name }) => name)).toEqual([endpoint]);
  });

  it('is of one endpoint or environment when asked', async () => {
    const owner = await addAccount('owner');
    expect((await read(owner.cookie)).now.requests).toBe(12);
    expect((await read(owner.cookie, { endpoint })).now.requests).toBe(11);
    expect((await read(owner.cookie, { environment: 'staging' })).now.requests).toBe(1);
    expect((await read(reader.cookie, { endpoint: elsewhere })).now.requests).toBe(0);
  });

  it('puts what is wrong first, with where to look', async () => {
    const input = { endpoint, name: 'Liked', kind: 'satisfaction', target: 0.9, windowDays: 7 };
    const { id } = await createObjective(admin, createObjectiveSchema.parse(input));
    const { verdict, problems, objectives } = await read(reader.cookie);
    expect(verdict).toMatchObject({ tone: 'warn', word: 'Needs a look' });
    expect(problems).toEqual([
      {
        kind: 'objective',
        tone: 'warn',
        text: `“Liked” of ${endpoint} is missed: 75 %.`,
        href: `/overview?tab=objectives&objective=${id}`,
      },
    ]);
    expect(objectives).toEqual({ met: 0, atRisk: 0, missed: 1, unknown: 0 });
  });

  it('tells budgets of endpoints in reach, to people who may not see limits', async () => {
    for (const subject of [endpoint, elsewhere]) {
      const input = {
        subject: { kind: 'endpoint', id: subject },
        measure: 'money',
        period: 'month',
        timeZone: 'UTC',
        amount: '60000000000',
      };
      await saveQuota(admin, null, saveQuotaSchema.parse(input));
    }
    const { budgets, verdict } = await read(reader.cookie);
    expect(budgets.map((budget) => [budget.endpoint, budget.amount])).toEqual([[endpoint, '60000000000']]);
    expect(verdict.facts).toContain('of $60.00 this month');
  });

  it('groups unanswered questions however they were typed, and shows them to who may read requests', async () => {
    const counts = unansweredSchema.parse(
      (await call(unanswered, { cookie: reader.cookie, path: path() })).body,
    );
    expect(counts).toEqual({ count: 3, questions: null, examined: null });
    const engineer = await addAccount('data-scientist', { scope: { kind: 'endpoint', name: endpoint } });
    const seen = await call(unanswered, { cookie: engineer.cookie, path: path() });
    expect(JSON.stringify(seen.body)).not.toContain('another tenant');
    const { questions } = unansweredSchema.parse(seen.body);
    expect(questions?.map(({ question, count }) => [question.toLowerCase().slice(0, 8), count])).toEqual([
      ['who sail', 2],
      ['what doe', 1],
    ]);
  });

  it('marks what changed, for who sees the charts', async () => {
    const of = async (cookie: string, query: Record<string, string>) =>
      ((await call(marks, { cookie, path: path(query) })).body as { items: ChartMark[] }).items;
    expect((await of(reader.cookie, { endpoint })).map(({ kind }) => kind)).toEqual(['version', 'split']);
    const all = await of(reader.cookie, {});
    expect(all.every(({ label }) => label.startsWith(endpoint))).toBe(true);
    const hidden = await call(marks, { cookie: reader.cookie, path: path({ endpoint: elsewhere }) });
    expect(hidden.status).toBe(403);
    const hour = { endpoint, from: new Date(Date.now() - 2 * 3_600_000).toISOString() };
    expect((await of(reader.cookie, hour)).map(({ kind }) => kind)).toEqual(['split']);
  });

  it('is exported with exact figures, and as a PDF', async () => {
    const csv = await call(exported, { cookie: reader.cookie, path: path({ format: 'csv' }) });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = String(csv.body).split('\n');
    expect(lines[0]).toBe('section,name,at,value,unit');
    expect(lines.some((line) => line.startsWith('now,requests,') && line.endsWith(',11,requests'))).toBe(
      true,
    );
    const pdf = await call(exported, { cookie: reader.cookie, path: path({ format: 'pdf' }) });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(String(pdf.body)).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    const zone = await call(exported, {
      cookie: reader.cookie,
      path: path({ format: 'pdf', timeZone: 'Mars/Base' }),
    });
    expect(zone.status).toBe(400);
  });

  it('is refused to who has no dashboards', async () => {
    const { cookie } = await addAccount('end-user');
    for (const handler of [overview, unanswered, documents, exported, marks]) {
      expect((await call(handler, { cookie, path: path() })).status).toBe(403);
    }
  });
});

describe('documents', () => {
  let endpoint = '';
  const knowledge = `kb-${newId().slice(-8)}`;
  const ids = { open: newId(), secret: newId(), old: newId() };
  beforeAll(async () => {
    endpoint = await makeEndpoint();
    const base = newId();
    await pool().query(
      `INSERT INTO knowledge_base (id, name, chunking, embedding, updated_at) VALUES ($1, $2, '{}', '{"kind":"none"}', now())`,
      [base, knowledge],
    );
    for (const [name, id] of Object.entries(ids)) {
      const revision = newId();
      await pool().query(
        `INSERT INTO document (id, knowledge_base_id, name, latest_revision_id, serving_revision_id, updated_at)
         VALUES ($1, $2, $3, $4, $4, now())`,
        [id, base, `${name}.md`, revision],
      );
      await pool().query(
        `INSERT INTO document_revision (id, document_id, number, content_hash, byte_size, media_type, state, warnings,
                                        indexed_at, updated_at)
         VALUES ($1, $2, 1, $4, 1, 'text/markdown', 'ready', '{}', now() - $3::interval, now())`,
        [revision, id, name === 'old' ? '400 days' : '1 day', id],
      );
    }
    await pool().query(
      'INSERT INTO reader_list (subject_id, knowledge_base_id, readers, updated_at) VALUES ($1, $2, $3, now())',
      [ids.secret, base, [`user:${newId()}`]],
    );
    await Promise.all([
      cite([ids.open, ids.open, ids.old], 'down'),
      cite([ids.open], 'up'),
      cite([ids.secret, ids.open]),
      cite([ids.secret]),
    ]);
  });

  async function cite(documentIds: readonly string[], thumb?: 'up' | 'down'): Promise<void> {
    const citations = documentIds.map((documentId, index) => ({
      marker: index + 1,
      chunkId: newId(),
      documentId,
      revisionId: newId(),
      document: 'a document',
      location: {},
      text: 'words',
      score: 1,
    }));
    const id = newId();
    const row = record({ endpoint: { id: null, name: endpoint, config: 1 }, requester: asker() });
    await recordInference({ ...row, requestId: id });
    // An hour ago, as the log holds it: what is younger than ten minutes is counted later.
    const back = new Date(Date.now() - 3_600_000);
    const hex = back.getTime().toString(16).padStart(12, '0');
    const settled = `${hex.slice(0, 8)}-${hex.slice(8)}-${id.slice(14)}`;
    await pool().query(
      `UPDATE inference SET id = $2, at = $3, knowledge_name = $4, output_detail = $5 WHERE id = $1`,
      [id, settled, back, knowledge, JSON.stringify({ citations })],
    );
    if (thumb) await rate(settled, thumb);
  }

  const use = async (account: Account) =>
    documentUseSchema.parse(
      (await call(documents, { cookie: account.cookie, path: path({ endpoint }) })).body,
    );

  it('are counted once for each answer, however often and by however many the log is read', async () => {
    await Promise.all([1, 2, 3].map(() => countDocumentUse(new AbortController().signal)));
    await countDocumentUse(new AbortController().signal);
    await tidyDocumentUse();
    const { mostUsed, mostDisliked, stale, withheld, countedTo } = await use(await addAccount('stakeholder'));
    expect(mostUsed.map(({ name, cited, liked, disliked }) => [name, cited, liked, disliked])).toEqual([
      ['open.md', 3, 1, 1],
      ['old.md', 1, 0, 1],
    ]);
    expect(mostDisliked.map(({ name }) => name)).toEqual(['open.md', 'old.md']);
    expect(stale.map(({ name }) => name)).toEqual(['old.md']);
    expect(withheld).toBe(1);
    expect(Date.parse(countedTo ?? '')).toBeGreaterThan(Date.now() - 2 * 3_600_000);
  });

  it('keep their names from who is not on their list, and show them to who is', async () => {
    const named = await addAccount('stakeholder');
    await pool().query('UPDATE reader_list SET readers = $2 WHERE subject_id = $1', [
      ids.secret,
      [`user:${named.id}`],
    ]);
    const shown = (await use(named)).mostUsed.map(({ name }) => name);
    expect(shown).toEqual(['open.md', 'secret.md', 'old.md']);
    expect(JSON.stringify(await use(await addAccount('owner')))).not.toContain('secret.md');
  });

  it('are nobody’s business elsewhere', async () => {
    const stranger = await addAccount('stakeholder', {
      scope: { kind: 'endpoint', name: await makeEndpoint() },
    });
    expect(await use(stranger)).toMatchObject({ mostUsed: [], mostDisliked: [], stale: [], withheld: 0 });
  });

  it('count thumbs as they are now', async () => {
    const { rows } = await pool().query<{ id: string }>(
      `SELECT inference_id AS id FROM feedback f JOIN inference i ON i.id = f.inference_id
        WHERE i.endpoint_name = $1 AND thumb = 'down'`,
      [endpoint],
    );
    await rate(rows[0]?.id ?? '', 'up');
    await countDocumentUse(new AbortController().signal);
    const { mostDisliked, mostUsed } = await use(await addAccount('stakeholder'));
    expect(mostDisliked).toEqual([]);
    expect(mostUsed[0]).toMatchObject({ name: 'open.md', liked: 2, disliked: 0 });
  });
});
