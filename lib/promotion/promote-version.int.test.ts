import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import {
  admin,
  insertKnowledge,
  keyCaller,
  newModel,
  passes,
  userCaller,
  versionInput,
} from '../../e2e/support/registry.ts';
import { defaultChain } from '../chain/index.ts';
import { prisma } from '../platform/db.ts';
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

  test('of a lower number needs the higher ones archived, since a stage means its highest', async () => {
    const model = await newModel(2);
    await promoteVersion(admin, model, 2, promotion());
    const beside = promotion({ expectedCurrent: 2, archiveExisting: false });
    await expect(promoteVersion(admin, model, 1, beside)).rejects.toMatchObject({
      reason: 'higher_version_stays',
    });
    const instead = promotion({ expectedCurrent: 2 });
    expect(await promoteVersion(admin, model, 1, instead)).toMatchObject({ previous: 2, archived: [2] });
    const { version } = await resolveTarget({ by: 'stage', model, stage: 'production' });
    expect(version).toBe(1);
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
    const callers = [userCaller('app-team'), userCaller('stakeholder')];
    const refused = { code: 'forbidden' };
    for (const caller of callers) {
      await expect(previewPromotion(caller, model, 1, 'staging')).rejects.toMatchObject(refused);
      await expect(promoteVersion(caller, model, 1, promotion())).rejects.toMatchObject(refused);
    }
    // Who registers sees what a promotion would change, to propose it.
    const registers = keyCaller('models.write', 'models.read');
    expect(await previewPromotion(registers, model, 1, 'staging')).toMatchObject({ to: 'staging' });
    await expect(promoteVersion(registers, model, 1, promotion())).rejects.toMatchObject(refused);
    const made = await promoteVersion(keyCaller('models.promote'), model, 1, promotion({ to: 'staging' }));
    expect(made).toMatchObject({ to: 'staging', version: 1 });
  });

  test('to production needs a ticket, to staging none', () => {
    const input = { expectedCurrent: null, reason: newId() };
    expect(promoteVersionSchema.safeParse({ ...input, to: 'production', ticket: ' ' }).success).toBe(false);
    expect(promoteVersionSchema.safeParse({ ...input, to: 'staging' }).success).toBe(true);
  });
});
