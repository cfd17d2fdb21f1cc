import '../../e2e/support/test-database.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { makeEndpoint } from '../../e2e/support/registry-rows.ts';
import { systemCaller } from '../access/index.ts';
import { recordInference, storesText } from '../inference/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import {
  applyRetentionNow,
  assertConsent,
  consentText,
  giveConsent,
  listPolicies,
  ownConsent,
  retentionStatus,
  setConsentText,
  setDefaultPolicy,
  setEndpointPolicy,
} from './index.ts';
import { applyRetention } from './retention/apply-retention.ts';

const system = systemCaller('test');
const run = { signal: new AbortController().signal };
const everything = { storePrompts: true, days: {} };

beforeEach(async () => {
  await pool().query('TRUNCATE inference, feedback, conversation, response_cache, data_policy CASCADE');
  await prisma().endpoint.deleteMany({});
  for (const name of ['private', 'public']) await makeEndpoint(name, []);
  await setDefaultPolicy(system, everything);
});
afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

function idAt(daysAgo: number): string {
  const millis = (Date.now() - daysAgo * 86_400_000).toString(16).padStart(12, '0');
  return `${millis.slice(0, 8)}-${millis.slice(8)}${newId().slice(13)}`;
}

const endpoint = (name: string) => ({ id: null, name, config: 1 });
const texts = { input: [{ role: 'user' as const, content: 'Hush' }], question: 'Hush', output: 'Hush' };

describe('the storage of prompts', () => {
  test('off keeps figures and no text, for that endpoint alone', async () => {
    await setEndpointPolicy(system, 'private', { storePrompts: false, days: {} });
    const hidden = record({
      ...texts,
      endpoint: endpoint('private'),
      inputs: { topic: 'Hush' },
      prompt: [{ role: 'system', content: 'Hush' }],
      requestDetail: { metadata: { about: 'Hush' } },
      spans: [{ name: 'rewrite', kind: 'stage', startMs: 0, endMs: 3, detail: { question: 'Hush' } }],
      error: { code: 'upstream', message: 'Hush is not allowed' },
    });
    const shown = record({ ...texts, endpoint: endpoint('public') });
    await Promise.all([recordInference(hidden), recordInference(shown)]);
    const rows = await pool().query('SELECT i.*, i::text AS whole FROM inference i ORDER BY endpoint_name');
    expect(rows.rows[0]?.whole).not.toContain('Hush');
    expect(rows.rows[0]).toMatchObject({
      status: 'ok',
      input_tokens: 10,
      output_tokens: 7,
      cost: '12345678901',
      error_code: 'upstream',
      spans: [{ name: 'rewrite', kind: 'stage', startMs: 0, endMs: 3 }],
    });
    expect(rows.rows[1]).toMatchObject({ question: 'Hush', text_removed_at: null });
  });

  test('an endpoint may say otherwise than the installation, and takes it back', async () => {
    await setDefaultPolicy(system, { storePrompts: false, days: {} });
    await setEndpointPolicy(system, 'public', { storePrompts: true, days: {} });
    expect([await storesText('private'), await storesText('public')]).toEqual([false, true]);
    await setEndpointPolicy(system, 'public', { storePrompts: null, days: {} });
    expect(await storesText('public')).toBe(false);
    expect(await prisma().dataPolicy.count({ where: { endpointName: 'public' } })).toBe(0);
  });

  test('switching it off forgets the answers kept for that endpoint', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    for (const endpointName of ['private', 'public']) {
      const key = Buffer.from(endpointName);
      await prisma().responseCache.create({ data: { key, value: {}, expiresAt, endpointName } });
    }
    await setEndpointPolicy(system, 'private', { storePrompts: false, days: {} });
    expect((await prisma().responseCache.findMany({})).map((row) => row.endpointName)).toEqual(['public']);
  });

  test('is for who may, and for endpoints there are', async () => {
    const { caller } = await addAccount('data-scientist');
    await expect(listPolicies(caller)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setDefaultPolicy(caller, everything)).rejects.toMatchObject({ code: 'forbidden' });
    const missing = setEndpointPolicy(system, 'nowhere', { storePrompts: false, days: {} });
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('retention', () => {
  test('texts go first, rows later, and an endpoint may keep its own for longer', async () => {
    await setDefaultPolicy(system, { storePrompts: true, days: { text: 10, metrics: 30 } });
    await setEndpointPolicy(system, 'public', { storePrompts: null, days: { text: null } });
    for (const name of ['private', 'public']) {
      for (const days of [1, 20, 40]) {
        await recordInference(record({ ...texts, requestId: idAt(days), endpoint: endpoint(name) }));
      }
    }
    await applyRetention(run);
    const rows = await pool().query(
      'SELECT endpoint_name, question FROM inference ORDER BY endpoint_name, id DESC',
    );
    expect(rows.rows).toEqual([
      { endpoint_name: 'private', question: 'Hush' },
      { endpoint_name: 'private', question: '' },
      { endpoint_name: 'public', question: 'Hush' },
      { endpoint_name: 'public', question: 'Hush' },
    ]);
    const { last } = await retentionStatus(system);
    expect(last).toMatchObject({ state: 'done', removed: { requests: 2, texts: 1 }, error: null });
    await applyRetention(run);
    expect((await retentionStatus(system)).last?.removed).toMatchObject({ requests: 0, texts: 0 });
  });

  test('a day that nobody keeps any more is dropped as a whole, unless one endpoint keeps it', async () => {
    const day = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
    const partition = `inference_${day.replaceAll('-', '')}`;
    await pool().query('SELECT slipway_ensure_inference_partitions($1::date, $1::date)', [day]);
    await recordInference(record({ ...texts, requestId: idAt(100), endpoint: endpoint('private') }));
    await setDefaultPolicy(system, { storePrompts: true, days: { metrics: 30 } });
    await setEndpointPolicy(system, 'public', { storePrompts: null, days: { metrics: null } });
    await applyRetention(run);
    const there = async () => {
      const result = await pool().query('SELECT to_regclass($1) AS name', [partition]);
      return result.rows[0]?.name !== null;
    };
    expect(await there()).toBe(true);
    expect(await prisma().inference.count()).toBe(0);
    await setEndpointPolicy(system, 'public', { storePrompts: null, days: {} });
    await applyRetention(run);
    expect(await there()).toBe(false);
  });

  test('comments, conversations and cached answers have days of their own', async () => {
    const { id: userId } = await addAccount('end-user');
    const old = new Date(Date.now() - 50 * 86_400_000);
    const asked = record({ ...texts, endpoint: endpoint('private') });
    await recordInference(asked);
    const rating = {
      requesterKind: 'user',
      requesterId: userId,
      requesterName: 'A',
      thumb: 'up',
      reasons: [],
    };
    await prisma().feedback.create({
      data: { id: newId(), inferenceId: asked.requestId, ...rating, comment: 'Hush', updatedAt: old },
    });
    for (const updatedAt of [old, new Date()]) {
      await prisma().conversation.create({
        data: { id: newId(), userId, endpointName: 'private', title: 'Hush', updatedAt },
      });
    }
    await prisma().responseCache.create({
      data: { key: Buffer.from('a'), value: {}, expiresAt: new Date(Date.now() + 1e9), createdAt: old },
    });
    await setDefaultPolicy(system, {
      storePrompts: true,
      days: { feedback: 30, conversations: 30, responseCache: 30 },
    });
    await applyRetention(run);
    expect((await retentionStatus(system)).last?.removed).toEqual({
      comments: 1,
      conversations: 1,
      'cached answers': 1,
    });
    expect(await prisma().feedback.findFirst({})).toMatchObject({ comment: '', thumb: 'up' });
  });

  test('the ledger loses what is past its days, and nothing else may take from it', async () => {
    for (const days of [1, 70, 100]) {
      await pool().query(
        `INSERT INTO usage_entry (request_id, at, kind, team_ids, endpoint_name, model_name, model_version, provider_name,
           provider_model, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
           usage_source, cost, price_source)
         VALUES ($1, now() - make_interval(days => $2), 'answer', '{}', 'public', '', 0, '', '', 1, 0, 0, 1, 0, 'provider', 1, '')`,
        [newId(), days],
      );
    }
    await setDefaultPolicy(system, { storePrompts: true, days: { ledger: 90 } });
    await applyRetention(run);
    expect(await prisma().usageEntry.count()).toBe(2);
    expect((await retentionStatus(system)).last?.removed).toMatchObject({ 'ledger entries': 1 });
    await expect(pool().query('DELETE FROM usage_entry')).rejects.toThrow('never changed');
  });

  test('the ledger cannot be set below its floor, and starting is for who may', async () => {
    const { defaultRetentionDaysSchema } = await import('./schemas.ts');
    expect(defaultRetentionDaysSchema.safeParse({ ledger: 61 }).success).toBe(false);
    expect(defaultRetentionDaysSchema.safeParse({ ledger: 62, text: 1 }).success).toBe(true);
    for (const text of [0, -1, Number.NaN, 1.5]) {
      expect(defaultRetentionDaysSchema.safeParse({ text }).success).toBe(false);
    }
    const { caller } = await addAccount('end-user');
    await expect(applyRetentionNow(caller)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('consent', () => {
  test('is asked for once for each version, of people and not of programs', async () => {
    const { caller } = await addAccount('end-user');
    await expect(assertConsent(caller)).resolves.toBeUndefined();
    await setConsentText(system, 'Answers may be wrong.');
    await expect(assertConsent(caller)).rejects.toMatchObject({ reason: 'consent_required' });
    await expect(assertConsent(system)).resolves.toBeUndefined();
    const { version } = await ownConsent(caller);
    await Promise.all([giveConsent(caller, version), giveConsent(caller, version)]);
    await expect(assertConsent(caller)).resolves.toBeUndefined();
    expect(await consentText(system)).toMatchObject({ version, given: 1 });

    expect((await setConsentText(system, 'Answers may be wrong.')).version).toBe(version);
    await setConsentText(system, 'Answers may be very wrong.');
    await expect(assertConsent(caller)).rejects.toMatchObject({ reason: 'consent_required' });
    await expect(giveConsent(caller, version)).rejects.toMatchObject({ reason: 'consent_outdated' });
    await setConsentText(system, '');
    await expect(assertConsent(caller)).resolves.toBeUndefined();
  });

  test('two texts at once become two versions', async () => {
    const before = (await consentText(system)).version;
    await Promise.all([setConsentText(system, 'One'), setConsentText(system, 'Two')]);
    expect((await consentText(system)).version).toBe(before + 2);
  });

  test('its text is changed by who may change settings', async () => {
    const { caller } = await addAccount('data-scientist');
    await expect(setConsentText(caller, 'No')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
