import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import {
  admin,
  chainWith,
  insertEndpoint,
  insertKnowledge,
  keyCaller,
  newModel,
  passes,
  userCaller,
  versionInput,
} from '../../e2e/support/registry.ts';
import { defaultChain } from '../chain/index.ts';
import { countRequests, type MeasuredRequest } from '../monitoring/index.ts';
import { pgTransaction, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import {
  deleteVersion,
  getModel,
  moveAlias,
  registerVersion,
  resolveTarget,
  transitionStage,
} from '../registry/index.ts';
import { previewPromotion, promoteVersion } from './index.ts';
import { type PromoteVersion, type PromotionCheck, promoteVersionSchema } from './schemas.ts';

afterAll(closeEvents);

const why = { reason: '', ticket: '' };

function promotion(input: Partial<PromoteVersion> = {}): PromoteVersion {
  return promoteVersionSchema.parse({
    to: 'production',
    expectedCurrent: null,
    reason: 'It works.',
    ticket: 'CHG-9',
    ...input,
  });
}

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

describe('a promotion', () => {
  test('moves stage and aliases together and is kept with ticket and checks', async () => {
    const model = await newModel(2);
    await transitionStage(admin, model, 1, { stage: 'production', archiveExisting: false, ...why });
    await moveAlias(admin, model, 'champion', { version: 1, ...why });
    const input = promotion({ expectedCurrent: 1, aliases: ['champion', 'champion', 'newest'] });
    const result = await promoteVersion(admin, model, 2, input);
    expect(result).toMatchObject({
      previous: 1,
      archived: [1],
      aliases: [
        { alias: 'champion', fromVersion: 1 },
        { alias: 'newest', fromVersion: null },
      ],
    });
    for (const target of [
      { by: 'stage', model, stage: 'production' },
      { by: 'alias', model, alias: 'champion' },
    ] as const) {
      expect((await resolveTarget(target)).version).toBe(2);
    }
    const { stageMoves, aliasMoves } = await getModel(admin, model);
    const kept = { reason: 'It works.', ticket: 'CHG-9' };
    expect(stageMoves.slice(0, 2)).toMatchObject([kept, kept]);
    expect(aliasMoves.slice(0, 2)).toMatchObject([kept, kept]);
    const event = await prisma().auditEvent.findFirst({
      where: { subjectName: model, action: 'version.promoted' },
    });
    expect(event).toMatchObject({
      before: { production: 1 },
      after: { production: 2, archived: [1], ticket: 'CHG-9', checks: expect.any(Array) },
    });
  });

  test('is refused while the stage means another version than was seen', async () => {
    const model = await newModel(2);
    await transitionStage(admin, model, 1, { stage: 'production', archiveExisting: false, ...why });
    await expect(promoteVersion(admin, model, 2, promotion())).rejects.toMatchObject({
      code: 'conflict',
      reason: 'stage_changed',
      message: expect.stringContaining('version 1'),
    });
    expect((await getModel(admin, model)).stages.production).toEqual([1]);
  });

  test('of five people at once is made by one; the others are told', async () => {
    const model = await newModel(5);
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((number) =>
        promoteVersion(admin, model, number, promotion({ aliases: ['champion'] })),
      ),
    );
    const made = outcomes.filter((outcome) => outcome.status === 'fulfilled').map((outcome) => outcome.value);
    expect(made).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ reason: 'stage_changed' });
    }
    const { stages, aliases, aliasMoves } = await getModel(admin, model);
    expect(stages.production).toEqual([made[0]?.version]);
    expect(aliases).toEqual([{ alias: 'champion', version: made[0]?.version }]);
    expect(aliasMoves).toHaveLength(1);
  });

  test('is refused when a check fails, naming it, and moves nothing', async () => {
    const model = await newModel();
    const knowledge = await insertKnowledge(1);
    const chain = defaultChain({ knowledge, provider: 'extractive', model: 'extractive-1' });
    const document = { ...chain, retrieval: chain.retrieval && { ...chain.retrieval, snapshot: 1 } };
    await registerVersion(admin, model, versionInput({ document }), passes);
    await prisma().knowledgeBase.update({ where: { name: knowledge }, data: { snapshot: 2 } });
    await prisma().snapshot.deleteMany({ where: { knowledgeBase: { name: knowledge } } });
    const erased = await promoteVersion(admin, model, 1, promotion()).catch((error: unknown) => error);
    expect(erased).toMatchObject({ code: 'conflict', reason: 'promotion_check_failed' });
    expect(erased).toMatchObject({
      issues: expect.arrayContaining([{ path: 'snapshot', message: expect.any(String) }]),
    });
    await prisma().knowledgeBase.delete({ where: { name: knowledge } });
    const gone = await previewPromotion(admin, model, 1, 'production');
    expect(checkOf(gone.checks, 'references')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining(knowledge),
    });
    expect(checkOf(gone.checks, 'dry-run').status).toBe('failed');
    const { stages, aliases } = await getModel(admin, model);
    expect({ stages, aliases }).toMatchObject({ stages: { production: [] }, aliases: [] });
  });

  test('of a deleted version is refused', async () => {
    const model = await newModel(1);
    await deleteVersion(admin, model, 1, why);
    const failure = { reason: 'version_deleted' };
    await expect(previewPromotion(admin, model, 1, 'staging')).rejects.toMatchObject(failure);
    await expect(promoteVersion(admin, model, 1, promotion())).rejects.toMatchObject(failure);
  });

  test('needs the permission to promote, which registering does not give', async () => {
    const model = await newModel(1);
    const callers = [userCaller('member'), userCaller('viewer'), keyCaller('models.write', 'models.read')];
    for (const caller of callers) {
      const refused = { code: 'forbidden' };
      await expect(previewPromotion(caller, model, 1, 'staging')).rejects.toMatchObject(refused);
      await expect(promoteVersion(caller, model, 1, promotion())).rejects.toMatchObject(refused);
    }
    const made = await promoteVersion(keyCaller('models.promote'), model, 1, promotion({ to: 'staging' }));
    expect(made).toMatchObject({ to: 'staging', version: 1 });
  });

  test('to production needs a ticket, to staging none', () => {
    const input = { expectedCurrent: null, reason: newId() };
    expect(promoteVersionSchema.safeParse({ ...input, to: 'production', ticket: ' ' }).success).toBe(false);
    expect(promoteVersionSchema.safeParse({ ...input, to: 'staging' }).success).toBe(true);
  });
});
