import { assertMayAt, type Caller, userIdOf } from '../access/index.ts';
import { requireApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { insertStageMove } from './history-store.ts';
import { presentStageMove } from './present.ts';
import type { Stage, StageMove, TransitionStage } from './schemas.ts';
import {
  changeVersion,
  findLiveVersion,
  highestInStage,
  lockModel,
  type ModelRow,
  type Tx,
  touchModel,
  transaction,
  type VersionRow,
  versionsInStage,
} from './store.ts';
import { servedBy } from './uses-store.ts';

/**
 * Moves a version to a stage and, when asked to, every other version of that stage to `archived`. Endpoints that follow a
 * stage serve what it means then as soon as the change is committed. Returns the version's own move first; nothing when
 * all is as asked for already. Throws `not_found`, or `conflict` (reason `stage_in_use`) when a production endpoint would
 * be left with nothing to serve.
 */
export async function transitionStage(
  caller: Caller,
  name: string,
  number: number,
  input: TransitionStage,
): Promise<StageMove[]> {
  return transaction((tx) => transitionStageIn(tx, caller, name, number, input));
}

/** `transitionStage` as a part of a larger change. */
export async function transitionStageIn(
  tx: Tx,
  caller: Caller,
  name: string,
  number: number,
  input: TransitionStage,
): Promise<StageMove[]> {
  assertMayAt(caller, 'models.promote', { kind: 'model', name });
  const { model, now } = await lockModel(tx, name);
  const version = await findLiveVersion(tx, model, number);
  if (version.stage !== input.stage)
    await requireStageApproval(tx, caller, name, [version.stage, input.stage]);
  const move = mover(tx, caller, model, now, input);
  const moves: StageMove[] = [];
  if (version.stage !== input.stage) moves.push(await move(version, input.stage));
  for (const other of input.archiveExisting ? await versionsInStage(tx, model.id, input.stage) : []) {
    if (other.number !== number && input.stage !== 'archived') moves.push(await move(other, 'archived'));
  }
  if (moves.length === 0) return [];
  if (version.stage !== input.stage) await assertNobodyStranded(tx, model, version.stage);
  await touchModel(tx, model.id);
  await publishChange(tx, { topic: 'registry', key: name });
  return moves;
}

/** A stage is an environment's name, and whatever follows it changes with it. */
async function requireStageApproval(tx: Tx, caller: Caller, model: string, stages: Stage[]): Promise<void> {
  const followers = (await servedBy(tx, model)).filter((use) => stages.some((stage) => stage === use.stage));
  await requireApproval(tx, caller, {
    environments: [...stages, ...followers.map((use) => use.environment)],
  });
}

/** Moves one version, with its line in the history and in the audit trail. */
function mover(tx: Tx, caller: Caller, model: ModelRow, at: Date, { reason, ticket }: TransitionStage) {
  return async (version: VersionRow, toStage: Stage): Promise<StageMove> => {
    const { number, stage: fromStage } = version;
    await changeVersion(tx, version.id, { stage: toStage });
    const row = await insertStageMove(tx, {
      id: newId(),
      modelId: model.id,
      version: number,
      fromStage,
      toStage,
      reason,
      ticket,
      actorId: userIdOf(caller),
      actorName: caller.name,
      at,
    });
    await recordAudit(tx, caller, {
      action: 'version.moved',
      subject: { kind: 'model', id: model.id, name: model.name },
      before: { version: number, stage: fromStage },
      after: { version: number, stage: toStage, reason, ticket },
      ticket,
    });
    return presentStageMove(row);
  };
}

/**
 * Where only part of an endpoint follows the emptied stage, the rest takes over its share; outside production nothing to
 * serve is what promoting the only version of `staging` means.
 */
async function assertNobodyStranded(tx: Tx, model: ModelRow, stage: Stage): Promise<void> {
  if ((await highestInStage(tx, model.id, stage)) !== null) return;
  const serving = (await servedBy(tx, null)).filter(
    (use) => use.environment === 'production' && use.trafficPercentage > 0,
  );
  const stranded = [...Map.groupBy(serving, (use) => use.endpoint)]
    .filter(([, uses]) => uses.every((use) => use.model === model.name && use.stage === stage))
    .map(([endpoint]) => `"${endpoint}"`);
  if (stranded.length === 0) return;
  throw new AppError(
    'conflict',
    `This would leave "${model.name}/${stage}" empty, and ${stranded.join(', ')} with nothing to serve. ` +
      `Move another version to ${stage} first, or point the endpoint elsewhere.`,
    { reason: 'stage_in_use' },
  );
}
