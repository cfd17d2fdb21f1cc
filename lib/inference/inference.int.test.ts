import '../../e2e/support/test-database.ts';
import { describe, expect, it } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { record as plainRecord } from '../../e2e/support/inference-record.ts';
import type { BuiltInRole, Caller } from '../access/index.ts';
import { queryMetrics } from '../monitoring/index.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { exportInferences } from './export-inferences.ts';
import { getInference } from './get-inference.ts';
import { giveFeedback } from './give-feedback.ts';
import { listInferences } from './list-inferences.ts';
import type { InferenceRecord } from './record.ts';
import { recordInference } from './record-inference.ts';
import { feedbackInputSchema, inferenceFiltersSchema, inferencePageQuerySchema } from './schemas.ts';

function user(role: BuiltInRole, id = newId()): Caller {
  return userCaller(role, { id, name: `${role} person` });
}

const admin = user('owner');

function record(overrides: Partial<InferenceRecord> = {}): InferenceRecord {
  return plainRecord({
    endpoint: { id: newId(), name: 'assistant', config: 1 },
    assigned: { entity: 'champion', unit: admin.id ?? '', unitKind: 'user' },
    served: {
      entity: 'champion',
      model: 'guide',
      version: 1,
      alias: 'champion',
      chainHash: 'ab',
      provider: 'extractive',
      providerModel: 'extractive-1',
    },
    knowledge: { name: 'guide', snapshot: 3 },
    requester: { kind: 'user', userId: admin.id, name: 'Ada', apiKeyId: null },
    input: [{ role: 'user', content: 'What is a snapshot?' }],
    question: 'What is a snapshot?',
    output: 'A numbered state of the index. [1]',
    spans: [{ name: 'retrieve', kind: 'stage', startMs: 1, endMs: 4 }],
    ...overrides,
  });
}

const page = (query: Record<string, unknown> = {}) => inferencePageQuerySchema.parse(query);

async function metricsOf(endpoint: string) {
  const now = Date.now();
  return queryMetrics(admin, {
    from: new Date(now - 3_600_000).toISOString(),
    to: new Date(now + 60_000).toISOString(),
    endpoint,
    groupBy: 'version',
  });
}

describe('the inference log', () => {
  it('keeps what was recorded, exactly once, and counts it once', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const one = record({ endpoint: { id: null, name, config: 2 } });
    await Promise.all([recordInference(one), recordInference(one), recordInference(one)]);
    await recordInference(one);
    const read = await getInference(admin, one.requestId);
    expect(read).toMatchObject({
      endpoint: name,
      configNumber: 2,
      cost: '12345678901',
      alias: 'champion',
      snapshot: 3,
    });
    expect(read.usage).toEqual(one.usage);
    expect(read.spans).toEqual(one.spans);
    const metrics = await metricsOf(name);
    expect(metrics.totals).toMatchObject({
      requests: 1,
      inputTokens: 10,
      cachedInputTokens: 2,
      cost: '12345678901',
    });
    expect(metrics.totals.latency.total?.p50).toBeCloseTo(120, -1);
    expect(metrics.groups.map((group) => group.key)).toEqual([`${name} / guide v1`]);
  });

  it('stores NUL bytes and half surrogates as replacement characters', async () => {
    const one = record({ question: 'a\u0000b\uD800c', input: [{ role: 'user', content: '\u0000' }] });
    await recordInference(one);
    expect((await getInference(admin, one.requestId)).question).toBe('a\uFFFDb\uFFFDc');
  });

  it('writes failed and refused requests too, without mixing refusals into latencies', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const endpoint = { id: null, name, config: null };
    await recordInference(record({ endpoint, served: null, status: 'refused', httpStatus: 404, totalMs: 1 }));
    await recordInference(
      record({ endpoint, status: 'error', httpStatus: 502, error: { code: 'timeout', message: 'late' } }),
    );
    const metrics = await metricsOf(name);
    expect(metrics.totals).toMatchObject({ requests: 2, refused: 1, errors: 1 });
    expect(metrics.totals.latency.total?.p50).toBeGreaterThan(100);
  });

  it('pages through every row once in any order', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const made = Array.from({ length: 7 }, (_, index) =>
      record({ endpoint: { id: null, name, config: 1 }, totalMs: index % 3 }),
    );
    await Promise.all(made.map((one) => recordInference(one)));
    for (const sort of ['at', 'totalMs']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const result = await listInferences(
          admin,
          page({ endpoint: name, sort, order: 'asc', limit: 2, cursor }),
        );
        seen.push(...result.items.map((item) => item.requestId));
        cursor = result.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen.toSorted()).toEqual(made.map((row) => row.requestId).toSorted());
    }
  });

  it('filters by status, text with wildcards taken literally, feedback and time', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const endpoint = { id: null, name, config: 1 };
    const percent = record({ endpoint, question: '100% sure?' });
    const declined = record({ endpoint, status: 'declined', question: '100 apples' });
    await Promise.all([recordInference(percent), recordInference(declined)]);
    await giveFeedback(admin, percent.requestId, feedbackInputSchema.parse({ thumb: 'up' }));
    const ids = async (filters: Record<string, unknown>) =>
      (await listInferences(admin, page({ endpoint: name, ...filters }))).items.map((item) => item.requestId);
    expect(await ids({ q: '100%' })).toEqual([percent.requestId]);
    expect(await ids({ status: 'declined,error' })).toEqual([declined.requestId]);
    expect(await ids({ feedback: 'up' })).toEqual([percent.requestId]);
    expect(await ids({ feedback: 'none' })).toEqual([declined.requestId]);
    expect(await ids({ to: new Date(Date.now() - 60_000).toISOString() })).toEqual([]);
    expect(await ids({ from: new Date(Date.now() - 60_000).toISOString() })).toHaveLength(2);
  });

  it('refuses a forged cursor', async () => {
    await expect(listInferences(admin, page({ cursor: 'bm90IG91cnM' }))).rejects.toThrow(/cursor/);
  });

  it('exports whole texts, safe for spreadsheets', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const long = `=cmd|${'x'.repeat(500)}`;
    await recordInference(record({ endpoint: { id: null, name, config: 1 }, question: long }));
    const collect = async (format: 'csv' | 'jsonl') => {
      const parts: string[] = [];
      for await (const part of exportInferences(admin, { endpoint: name, traffic: 'live' }, format))
        parts.push(part);
      return parts.join('');
    };
    expect(await collect('csv')).toContain(`,'${long},`);
    expect(JSON.parse(await collect('jsonl')).question).toBe(long);
  });

  it('exports what every kind of filter selects', async () => {
    const filters = inferenceFiltersSchema.parse({
      label: newId(),
      status: 'ok,error',
      topic: '1',
      endpoint: 'none',
      minCost: '0.5',
      done: 'no',
      q: 'words',
    });
    const parts: string[] = [];
    for await (const part of exportInferences(admin, filters, 'csv')) parts.push(part);
    expect(parts).toHaveLength(1);
  });

  it('falls into the default partition when a day has none, and into the day when it has', async () => {
    const one = record();
    await recordInference(one);
    const where = await pool().query('SELECT tableoid::regclass::text AS name FROM inference WHERE id = $1', [
      one.requestId,
    ]);
    expect(where.rows[0]?.name).toBe('inference_default');
  });
});

describe('feedback', () => {
  it('is changeable and moves the rollup by the difference, also in parallel', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const one = record({ endpoint: { id: null, name, config: 1 } });
    await recordInference(one);
    const rate = (input: Record<string, unknown>) =>
      giveFeedback(admin, one.requestId, feedbackInputSchema.parse(input));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        rate({ thumb: index % 2 === 0 ? 'up' : 'down', stars: (index % 5) + 1 }),
      ),
    );
    await rate({ thumb: 'down', stars: 2, reasons: ['outdated'], comment: 'Since 2019 it is different.' });
    expect((await metricsOf(name)).totals).toMatchObject({
      thumbsUp: 0,
      thumbsDown: 1,
      starsSum: 2,
      starsCount: 1,
    });
    const read = await getInference(admin, one.requestId);
    expect(read.feedback).toMatchObject([{ thumb: 'down', stars: 2, reasons: ['outdated'] }]);
  });

  it('belongs to the person who asked', async () => {
    const one = record();
    await recordInference(one);
    const input = feedbackInputSchema.parse({ thumb: 'up' });
    await expect(giveFeedback(user('owner'), one.requestId, input)).rejects.toThrow(/does not exist/);
    await expect(giveFeedback(user('stakeholder'), one.requestId, input)).rejects.toThrow(/permission/);
  });
});

describe('who may read', () => {
  it('lets members read their own request and no other, and no list', async () => {
    const member = user('app-team');
    const own = record({ requester: { kind: 'user', userId: member.id, name: 'M', apiKeyId: null } });
    const other = record();
    await Promise.all([recordInference(own), recordInference(other)]);
    expect((await getInference(member, own.requestId)).requestId).toBe(own.requestId);
    await expect(getInference(member, other.requestId)).rejects.toThrow(/does not exist/);
    await expect(listInferences(member, page())).rejects.toThrow(/permission/);
    await expect(metricsOfAs(member)).rejects.toThrow(/permission/);
  });
});

function metricsOfAs(caller: Caller) {
  return queryMetrics(caller, { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', groupBy: 'none' });
}

describe('kinds of traffic', () => {
  it('a shadow stands beside the row it mirrors, apart from lists, figures and ratings', async () => {
    const name = `ep-${newId().slice(-6)}`;
    const endpoint = { id: null, name, config: 4 };
    const live = record({ endpoint });
    await recordInference(live);
    const shadow = record({
      endpoint,
      traffic: 'shadow',
      assigned: { entity: 'next', unit: 'x', unitKind: 'request' },
      shadow: { of: live.requestId, similarity: 0.75 },
    });
    await recordInference(shadow);
    expect(await getInference(admin, live.requestId)).toMatchObject({
      traffic: 'live',
      configNumber: 4,
      intendedEntity: 'champion',
      servedEntity: 'champion',
      unitKind: 'user',
      shadows: [{ requestId: shadow.requestId, entity: 'next', status: 'ok', similarity: 0.75 }],
    });
    const ids = async (query: Record<string, unknown>) =>
      (await listInferences(admin, page({ endpoint: name, ...query }))).items.map((item) => item.requestId);
    expect(await ids({})).toEqual([live.requestId]);
    expect(await ids({ traffic: 'shadow' })).toEqual([shadow.requestId]);
    expect(await ids({ arm: 'next' })).toEqual([]);
    expect(await ids({ arm: 'champion', configuration: 4 })).toEqual([live.requestId]);
    expect(await ids({ configuration: 3 })).toEqual([]);
    expect(await ids({ environment: 'production' })).toEqual([]);
    expect((await metricsOf(name)).totals.requests).toBe(1);
    const thumb = feedbackInputSchema.parse({ thumb: 'up' });
    await expect(giveFeedback(admin, shadow.requestId, thumb)).rejects.toThrow(/does not exist/);
  });

  it('filters by the environment an endpoint is in', async () => {
    const name = `ep-${newId().slice(-6)}`;
    await pool().query(
      `INSERT INTO endpoint (id, name, environment, updated_at) VALUES ($1, $2, 'staging', now())`,
      [newId(), name],
    );
    await recordInference(record({ endpoint: { id: null, name, config: 1 } }));
    const [row] = (await listInferences(admin, page({ endpoint: name }))).items;
    expect(row?.environment).toBe('staging');
    const count = async (environment: string) =>
      (await listInferences(admin, page({ endpoint: name, environment }))).items.length;
    expect([await count('staging'), await count('production')]).toEqual([1, 0]);
  });
});
