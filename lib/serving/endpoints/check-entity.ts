import type { ExecutableChain } from '../../chain/schemas.ts';
import { snapshotExists } from '../../knowledge/index.ts';
import { AppError, type FieldIssue } from '../../platform/errors.ts';
import { providerExists } from '../../providers/index.ts';
import type { ResolvedTarget } from '../../registry/index.ts';
import type { VersionTarget } from '../../registry/schemas.ts';
import type { ServedEntity } from '../schemas.ts';

/** `resolveTarget`, or `resolveTargetIn` of a transaction that must not lose what it found. */
export type ResolveVersion = (target: VersionTarget) => Promise<ResolvedTarget>;

export interface EntityCheck {
  /** Null when the target does not exist or is external. */
  resolvedVersion: number | null;
  /** Null when there is no registered version. */
  chain: ExecutableChain | null;
  /** Why it cannot be served, its path being within the entity; null when all is well. */
  issue: FieldIssue | null;
}

/** Looks up everything an entity needs to answer: version, provider and snapshot. */
export async function checkEntity(entity: ServedEntity, resolve: ResolveVersion): Promise<EntityCheck> {
  const { target, knowledgeSnapshot } = entity;
  if (target.by === 'external') {
    const issue = (await providerIssue(target.provider)) ?? snapshotWithoutRetrieval(knowledgeSnapshot);
    return { resolvedVersion: null, chain: null, issue };
  }
  let resolved: ResolvedTarget;
  try {
    resolved = await resolve(target);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    return { resolvedVersion: null, chain: null, issue: { path: 'target', message: error.message } };
  }
  const { chain, version } = resolved;
  const issue =
    (await providerIssue(chain.model.provider)) ?? (await snapshotIssue(chain, knowledgeSnapshot));
  return { resolvedVersion: version, chain, issue };
}

async function providerIssue(provider: string): Promise<FieldIssue | null> {
  if (await providerExists(provider)) return null;
  return {
    path: 'target',
    message: `There is no provider "${provider}". Add it under Providers, or choose another model.`,
  };
}

function snapshotWithoutRetrieval(override: number | null): FieldIssue | null {
  if (override === null) return null;
  return {
    path: 'knowledgeSnapshot',
    message: `This model looks nothing up, so it cannot be held to snapshot ${override}. Leave the snapshot empty.`,
  };
}

async function snapshotIssue(chain: ExecutableChain, override: number | null): Promise<FieldIssue | null> {
  if (chain.retrieval === null) return snapshotWithoutRetrieval(override);
  const { knowledge, snapshot } = chain.retrieval;
  const pinned = override ?? (snapshot === 'latest' ? null : snapshot);
  if (pinned === null || (await snapshotExists(knowledge, pinned))) return null;
  return {
    path: override === null ? 'target' : 'knowledgeSnapshot',
    message: `Snapshot ${pinned} of the knowledge base "${knowledge}" does not exist, or was erased.`,
  };
}
