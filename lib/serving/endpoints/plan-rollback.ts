import { latestSnapshot, snapshotAt } from '../../knowledge/index.ts';
import { AppError } from '../../platform/errors.ts';
import { targetHistory } from '../../registry/index.ts';
import type { VersionTarget } from '../../registry/schemas.ts';
import { type RollbackPreview, type ServedEntity, targetText } from '../schemas.ts';
import { checkEntity, type EntityCheck, type ResolveVersion } from './check-entity.ts';
import { type ConfigRow, type Db, type EndpointRow, entitiesOf, requireConfig } from './endpoint-store.ts';
import { type Moment, versionAt } from './version-at.ts';

type PlannedEntity = RollbackPreview['entities'][number];

/**
 * What a roll-back to a configuration would put in force: its entities with the versions and documents they had at the end
 * of its time in force. Going back to the configuration in force means what it served when it was made.
 */
export async function planRollback(
  db: Db,
  endpoint: EndpointRow,
  to: number,
  takeBackDocuments: boolean,
  resolve: ResolveVersion,
): Promise<RollbackPreview> {
  const config = await requireConfig(db, endpoint, to);
  const moment = await momentOf(db, endpoint, config);
  const entities: PlannedEntity[] = [];
  // One after the other: inside a transaction there is one connection.
  for (const entity of entitiesOf(config)) {
    entities.push(await planEntity(entity, moment, takeBackDocuments, resolve));
  }
  const problems = entities.flatMap(({ name, problem }) => (problem === null ? [] : [`${name}: ${problem}`]));
  return { to, from: endpoint.config, entities, problems };
}

async function momentOf(db: Db, endpoint: EndpointRow, config: ConfigRow): Promise<Moment> {
  if (config.number === endpoint.config) return { at: config.createdAt, side: 'after' };
  const next = await requireConfig(db, endpoint, config.number + 1);
  return { at: next.movesSince ?? next.createdAt, side: 'before' };
}

async function planEntity(
  entity: ServedEntity,
  moment: Moment,
  takeBackDocuments: boolean,
  resolve: ResolveVersion,
): Promise<PlannedEntity> {
  const back = await backToVersion(entity, moment, resolve);
  const { snapshotThen, check } = await backToDocuments(
    back.entity,
    back.check,
    moment,
    takeBackDocuments,
    resolve,
  );
  return {
    ...back.entity,
    knowledgeSnapshot: (takeBackDocuments ? snapshotThen : null) ?? back.entity.knowledgeSnapshot,
    resolvedVersion: check.resolvedVersion,
    problem: back.problem ?? check.issue?.message ?? null,
    pinnedFrom: back.entity.target === entity.target ? null : entity.target,
    snapshotThen,
  };
}

interface BackToVersion {
  entity: ServedEntity;
  check: EntityCheck;
  problem: string | null;
}

/** Pins an alias or a stage that means another version now. */
async function backToVersion(
  entity: ServedEntity,
  moment: Moment,
  resolve: ResolveVersion,
): Promise<BackToVersion> {
  const { target } = entity;
  const check = await checkEntity(entity, resolve);
  if (target.by === 'external' || target.by === 'version') return { entity, check, problem: null };
  const then = await meantAt(target, moment);
  if (then === null) {
    const problem = `${targetText(target)} meant no version then, so there is nothing to go back to.`;
    return { entity, check, problem };
  }
  if (then === check.resolvedVersion) return { entity, check, problem: null };
  const pinned: ServedEntity = { ...entity, target: { by: 'version', model: target.model, version: then } };
  return { entity: pinned, check: await checkEntity(pinned, resolve), problem: null };
}

async function meantAt(target: VersionTarget, moment: Moment): Promise<number | null> {
  try {
    return versionAt(await targetHistory(target), moment);
  } catch (error) {
    // The model was deleted, and its history with it.
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** The snapshot that was the latest then, when it is not any more and nothing pins another. */
async function backToDocuments(
  entity: ServedEntity,
  check: EntityCheck,
  moment: Moment,
  takeBackDocuments: boolean,
  resolve: ResolveVersion,
): Promise<{ snapshotThen: number | null; check: EntityCheck }> {
  const retrieval = check.chain?.retrieval ?? null;
  if (retrieval === null || retrieval.snapshot !== 'latest' || entity.knowledgeSnapshot !== null) {
    return { snapshotThen: null, check };
  }
  const snapshotThen = await snapshotAt(retrieval.knowledge, moment.at);
  if (snapshotThen === null || snapshotThen === (await latestSnapshot(retrieval.knowledge)))
    return { snapshotThen: null, check };
  if (!takeBackDocuments) return { snapshotThen, check };
  return { snapshotThen, check: await checkEntity({ ...entity, knowledgeSnapshot: snapshotThen }, resolve) };
}
