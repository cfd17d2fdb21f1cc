import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import {
  admin,
  chainWith,
  insertEndpoint,
  newModel,
  passes,
  versionInput,
} from '../../e2e/support/registry.ts';
import { countRequests, type MeasuredRequest } from '../monitoring/index.ts';
import { pgTransaction } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { getModel, moveAlias, registerVersion, transitionStage } from '../registry/index.ts';
import { previewPromotion } from './index.ts';
import type { PromotionCheck } from './schemas.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };

function checkOf(checks: readonly PromotionCheck[], id: PromotionCheck['id']): PromotionCheck {
  const found = checks.find((check) => check.id === id);
  if (found === undefined) throw new Error(`There is no check "${id}".`);
  return found;
}

/** Counts requests as the answer path does, all in this minute. */
async function served(
  endpointName: string,
  modelName: string,
  modelVersion: number,
  counts: { ok: number; errors: number },
): Promise<void> {
  const request = (status: MeasuredRequest['status']): MeasuredRequest => ({
    at: new Date(),
    endpointName,
    configNumber: 1,
    arm: 'main',
    traffic: 'live',
    modelName,
    modelVersion,
    status,
    fallback: false,
    cacheHit: false,
    unit: null,
    similarity: null,
    inputTokens: 1,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 1,
    reasoningTokens: 0,
    cost: 0n,
    totalMs: 5,
    timeToFirstTokenMs: null,
    retrieveMs: null,
    generateMs: null,
    queueMs: null,
    postProcessMs: null,
    retries: 0,
    errorCode: null,
    guardrailHits: [],
    language: null,
    questionChars: null,
    answerChars: null,
    retrievalScore: null,
    passages: null,
    sentences: null,
    supportedSentences: null,
  });
  const requests = [
    ...Array.from({ length: counts.ok }, () => request('ok')),
    ...Array.from({ length: counts.errors }, () => request('error')),
  ];
  await pgTransaction((client) => countRequests(client, requests));
}

function stageEntity(model: string, stage: string) {
  return { name: 'main', target: { by: 'stage', model, stage }, trafficPercentage: 100 };
}

describe('the preview', () => {
  test('shows what changes, who follows and what would be archived, and changes nothing', async () => {
    const model = await newModel(3);
    await transitionStage(admin, model, 1, { stage: 'production', archiveExisting: false, ...why });
    await transitionStage(admin, model, 2, { stage: 'production', archiveExisting: false, ...why });
    await moveAlias(admin, model, 'champion', { version: 1, ...why });
    const byStage = await insertEndpoint([stageEntity(model, 'production')]);
    const byAlias = await insertEndpoint(
      [
        { name: 'a', target: { by: 'alias', model, alias: 'champion' }, trafficPercentage: 90 },
        { name: 'b', target: { by: 'version', model, version: 3 }, trafficPercentage: 10 },
      ],
      'staging',
    );
    const preview = await previewPromotion(admin, model, 3, 'production');
    expect(preview).toMatchObject({
      version: { number: 3 },
      current: { number: 2 },
      differences: [{ path: 'model.parameters.maxOutputTokens', before: '2', after: '3' }],
      aliases: [{ alias: 'champion', version: 1 }],
      wouldArchive: [2, 1],
    });
    const followers = preview.followers.toSorted((a, b) => a.entity.localeCompare(b.entity));
    expect(followers).toMatchObject([
      { endpoint: byAlias, environment: 'staging', entity: 'a', via: { by: 'alias' }, versionNow: 1 },
      { endpoint: byStage, environment: 'production', entity: 'main', via: { by: 'stage' }, versionNow: 2 },
    ]);
    expect(checkOf(preview.checks, 'dry-run').status).toBe('passed');
    expect(checkOf(preview.checks, 'difference')).toMatchObject({ status: 'passed' });
    expect((await getModel(admin, model)).stages.production).toEqual([2, 1]);
  });

  test('warns of a version nobody tried and of one that changes nothing', async () => {
    const model = await newModel(1);
    await transitionStage(admin, model, 1, { stage: 'production', archiveExisting: false, ...why });
    await registerVersion(admin, model, versionInput({ document: chainWith(1) }), passes);
    const { checks, differences } = await previewPromotion(admin, model, 2, 'production');
    expect(differences).toEqual([]);
    expect(checkOf(checks, 'difference')).toMatchObject({ status: 'warning' });
    expect(checkOf(checks, 'previous-environment')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('staging'),
    });
    expect(checkOf(checks, 'quality').status).toBe('warning');
  });

  test('compares what was measured in the environment before', async () => {
    const model = await newModel(2);
    await transitionStage(admin, model, 1, { stage: 'production', archiveExisting: false, ...why });
    await transitionStage(admin, model, 2, { stage: 'staging', archiveExisting: false, ...why });
    const staging = await insertEndpoint([stageEntity(model, 'staging')], 'staging');
    const production = await insertEndpoint([stageEntity(model, 'production')]);
    await served(production, model, 1, { ok: 99, errors: 1 });
    await served(staging, model, 2, { ok: 70, errors: 30 });
    const { checks } = await previewPromotion(admin, model, 2, 'production');
    expect(checkOf(checks, 'previous-environment')).toMatchObject({
      status: 'passed',
      detail: expect.stringContaining('70 requests'),
    });
    const quality = checkOf(checks, 'quality');
    expect(quality.status).toBe('warning');
    expect(quality.detail).toContain('30 % of 100 requests failed');
    expect(quality.detail).toContain('Version 1 in production: 1 % of 100 requests failed');
    const toStaging = await previewPromotion(admin, model, 1, 'staging');
    expect(checkOf(toStaging.checks, 'previous-environment')).toMatchObject({ status: 'warning' });
  });
});
