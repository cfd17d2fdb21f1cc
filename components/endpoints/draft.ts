/** A change of served entities that is not applied yet, and what can be done to it. */
import {
  type ResolvedServedEntity,
  type ServedEntity,
  servedEntitiesSchema,
  targetText,
} from '#lib/serving/schemas.ts';
import { type DraftShare, moveShare, normaliseShares, withoutShare } from './split-draft.ts';

export interface TrafficDraft {
  /** Number of the configuration the draft was made from. */
  base: number;
  baseEntities: readonly ServedEntity[];
  entities: readonly ServedEntity[];
  /** Names whose share stays while others move. */
  locked: readonly string[];
}

export function startDraft(config: number, entities: readonly ServedEntity[]): TrafficDraft {
  const own = entities.map(bareEntity);
  return { base: config, baseEntities: own, entities: own, locked: [] };
}

/** A served entity without what it means at this moment: the form in which it is saved. */
export function bareEntity(entity: ServedEntity): ServedEntity {
  const { name, target, trafficPercentage, shadowPercentage, timeoutMs, retries, fallbacks } = entity;
  const { cache, maxConcurrency, knowledgeSnapshot, workload } = entity;
  return {
    name,
    target,
    trafficPercentage,
    shadowPercentage,
    timeoutMs,
    retries,
    fallbacks,
    cache,
    maxConcurrency,
    knowledgeSnapshot,
    workload,
  };
}

export function sharesOf(draft: Pick<TrafficDraft, 'entities' | 'locked'>): DraftShare[] {
  return draft.entities.map(({ name, trafficPercentage }) => ({
    name,
    trafficPercentage,
    locked: draft.locked.includes(name),
  }));
}

/** Shares by name, as previews and schedules take them. */
export function shareRecord(shares: readonly Pick<DraftShare, 'name' | 'trafficPercentage'>[]) {
  return Object.fromEntries(shares.map(({ name, trafficPercentage }) => [name, trafficPercentage]));
}

/** `origin`: the shares when the drag began, so that going there and back changes nothing. */
export function withShare(
  draft: TrafficDraft,
  origin: readonly DraftShare[],
  name: string,
  percentage: number,
): TrafficDraft {
  return withShares(draft, moveShare(origin, name, percentage));
}

function withShares(draft: TrafficDraft, shares: readonly DraftShare[]): TrafficDraft {
  const next = shareRecord(shares);
  return {
    ...draft,
    entities: draft.entities.map((entity) => ({
      ...entity,
      trafficPercentage: next[entity.name] ?? entity.trafficPercentage,
    })),
  };
}

export function withLock(draft: TrafficDraft, name: string, locked: boolean): TrafficDraft {
  const others = draft.locked.filter((other) => other !== name);
  return { ...draft, locked: locked ? [...others, name] : others };
}

/** Replaces the entity called `previous`, following a new name wherever it is mentioned; null adds one. */
export function withEntity(draft: TrafficDraft, entity: ServedEntity, previous: string | null): TrafficDraft {
  if (previous === null) return { ...draft, entities: [...draft.entities, entity] };
  const rename = (name: string) => (name === previous ? entity.name : name);
  return {
    ...draft,
    locked: draft.locked.map(rename),
    entities: draft.entities.map((other) =>
      other.name === previous ? entity : { ...other, fallbacks: other.fallbacks.map(rename) },
    ),
  };
}

/** The last entity stays: an endpoint serves something. */
export function withoutEntity(draft: TrafficDraft, name: string): TrafficDraft {
  if (draft.entities.length < 2) return draft;
  const shares = withoutShare(sharesOf(draft), name);
  const entities = draft.entities
    .filter((entity) => entity.name !== name)
    .map((entity) => ({ ...entity, fallbacks: entity.fallbacks.filter((other) => other !== name) }));
  return withShares({ ...draft, entities, locked: draft.locked.filter((other) => other !== name) }, shares);
}

/**
 * Puts the draft's own changes on top of another configuration, field by field: what the draft did not touch is as the
 * other one has it. Shares are brought back to a sum of 100.
 */
export function rebaseDraft(
  draft: TrafficDraft,
  config: number,
  theirs: readonly ServedEntity[],
): TrafficDraft {
  const base = new Map(draft.baseEntities.map((entity) => [entity.name, entity]));
  const mine = new Map(draft.entities.map((entity) => [entity.name, entity]));
  const onto = theirs.map(bareEntity);
  const ontoNames = new Set(onto.map(({ name }) => name));
  const kept = onto.flatMap((their) => {
    const was = base.get(their.name);
    const own = mine.get(their.name);
    if (own === undefined) return was === undefined ? [their] : [];
    return [was === undefined ? own : mergeEntity(was, own, their)];
  });
  const addedHere = draft.entities.filter(({ name }) => !base.has(name) && !ontoNames.has(name));
  const entities = kept.length + addedHere.length === 0 ? onto : [...kept, ...addedHere];
  const names = new Set(entities.map(({ name }) => name));
  const shares = normaliseShares(entities.map(({ trafficPercentage }) => trafficPercentage));
  return {
    base: config,
    baseEntities: onto,
    locked: draft.locked.filter((name) => names.has(name)),
    entities: entities.map((entity, i) => ({
      ...entity,
      trafficPercentage: shares[i] ?? 0,
      fallbacks: entity.fallbacks.filter((name) => names.has(name)),
    })),
  };
}

function mergeEntity(base: ServedEntity, mine: ServedEntity, theirs: ServedEntity): ServedEntity {
  const pick = <Key extends keyof ServedEntity>(key: Key): ServedEntity[Key] =>
    JSON.stringify(mine[key]) === JSON.stringify(base[key]) ? theirs[key] : mine[key];
  return {
    name: mine.name,
    target: pick('target'),
    trafficPercentage: pick('trafficPercentage'),
    shadowPercentage: pick('shadowPercentage'),
    timeoutMs: pick('timeoutMs'),
    retries: pick('retries'),
    fallbacks: pick('fallbacks'),
    cache: pick('cache'),
    maxConcurrency: pick('maxConcurrency'),
    knowledgeSnapshot: pick('knowledgeSnapshot'),
    workload: pick('workload'),
  };
}

/** Why the draft cannot be applied; empty when it can. */
export function draftProblems(draft: TrafficDraft): string[] {
  const parsed = servedEntitiesSchema.safeParse(draft.entities);
  return parsed.success ? [] : [...new Set(parsed.error.issues.map(({ message }) => message))];
}

/** What the draft's entities mean as far as it is known: a target that is not in force yet means nothing so far. */
export function resolveDraft(
  entities: readonly ServedEntity[],
  inForce: readonly ResolvedServedEntity[],
): ResolvedServedEntity[] {
  return entities.map((entity) => {
    const known = inForce.find(
      ({ name, target }) => name === entity.name && targetText(target) === targetText(entity.target),
    );
    return {
      ...entity,
      resolvedVersion: known?.resolvedVersion ?? null,
      problem: known?.problem ?? null,
    };
  });
}
