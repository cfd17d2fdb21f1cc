import { assertMayAt, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { insertStageMove } from './history-store.ts';
import { type DryRunner, type PreparedVersion, prepareVersion } from './prepare-version.ts';
import { presentVersion } from './present.ts';
import type { RegisteredVersion, RegisterVersion } from './schemas.ts';
import {
  findModel,
  highestNumber,
  insertVersion,
  latestLiveVersion,
  lockModel,
  prisma,
  type Tx,
  touchModel,
  transaction,
} from './store.ts';

/**
 * Checks, tries and adds the next version of a model, in development. Numbers are never used again; a version never changes.
 * Throws `not_found`, `invalid` that lists what is wrong, or `unprocessable` with the reason `dry_run_failed`.
 */
export async function registerVersion(
  caller: Caller,
  name: string,
  input: RegisterVersion,
  dryRun: DryRunner,
): Promise<RegisteredVersion> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  await findModel(prisma(), name);
  const prepared = await prepareVersion(caller, input, dryRun);
  return transaction((tx) => registerVersionIn(tx, caller, name, prepared));
}

/** Adds a prepared version as a part of a larger change. */
export async function registerVersionIn(
  tx: Tx,
  caller: Caller,
  name: string,
  prepared: PreparedVersion,
): Promise<RegisteredVersion> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  const { document, notices, ...columns } = prepared;
  const { model, now } = await lockModel(tx, name);
  const latest = await latestLiveVersion(tx, model.id);
  const row = await insertVersion(tx, {
    ...columns,
    id: newId(),
    modelId: model.id,
    number: (await highestNumber(tx, model.id)) + 1,
    chain: document,
    createdById: userIdOf(caller),
    createdByName: caller.name,
    createdAt: now,
  });
  await insertStageMove(tx, {
    id: newId(),
    modelId: model.id,
    version: row.number,
    fromStage: null,
    toStage: 'development',
    actorId: userIdOf(caller),
    actorName: caller.name,
    at: now,
  });
  await touchModel(tx, model.id);
  await recordAudit(tx, caller, {
    action: 'version.registered',
    subject: { kind: 'model', id: model.id, name },
    after: {
      version: row.number,
      chainHash: row.chainHash,
      description: row.description,
      tags: prepared.tags,
    },
  });
  await publishChange(tx, { topic: 'registry', key: name });
  const unchangedFrom = latest !== null && latest.chainHash === row.chainHash ? latest.number : null;
  return { ...presentVersion(model, row, []), unchangedFrom, notices };
}
