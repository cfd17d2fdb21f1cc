import { AppError } from '../../platform/errors.ts';
import { type TargetMove, targetHistory } from '../../registry/index.ts';
import type { VersionTarget } from '../../registry/schemas.ts';
import { type EndpointMove, targetText } from '../schemas.ts';
import { type ConfigRow, entitiesOf } from './endpoint-store.ts';

/** More than a page shows; a pipeline that moves an alias hourly would otherwise make it heavy. */
const shown = 500;

type Followed = Exclude<VersionTarget, { by: 'version' }>;

interface Reign {
  from: Date;
  /** Null while it is in force. */
  until: Date | null;
  /** Names of the entities that follow a target, by its text. */
  followers: Map<string, string[]>;
}

/**
 * Moves of aliases and stages that changed what an entity meant while its configuration was in force, newest first.
 * `configs` are newest first.
 */
export async function endpointMoves(configs: readonly ConfigRow[]): Promise<EndpointMove[]> {
  const targets = new Map<string, Followed>();
  const reigns = configs.map((config, index): Reign => {
    const followers = new Map<string, string[]>();
    for (const { name, target } of entitiesOf(config)) {
      if (target.by === 'version' || target.by === 'external') continue;
      const text = targetText(target);
      targets.set(text, target);
      followers.set(text, [...(followers.get(text) ?? []), name]);
    }
    return { from: config.createdAt, until: configs[index - 1]?.createdAt ?? null, followers };
  });
  const moves = await Promise.all([...targets.values()].map((target) => movesOf(target, reigns)));
  return moves
    .flat()
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, shown);
}

async function movesOf(target: Followed, reigns: readonly Reign[]): Promise<EndpointMove[]> {
  const text = targetText(target);
  return (await historyOf(target)).flatMap(({ at, ...move }) => {
    const reign = reigns.find(({ from, until }) => at >= from && (until === null || at < until));
    const entities = reign?.followers.get(text);
    if (entities === undefined) return [];
    return [{ ...move, entities, model: target.model, via: viaOf(target), at: at.toISOString() }];
  });
}

/** An old configuration may name a model that was deleted since, with its history. */
async function historyOf(target: Followed): Promise<TargetMove[]> {
  try {
    return await targetHistory(target);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return [];
    throw error;
  }
}

function viaOf(target: Followed): string {
  return target.by === 'alias' ? `@${target.alias}` : `/${target.stage}`;
}
