import type { Tx } from '../../platform/db.ts';
import { AppError, type FieldIssue } from '../../platform/errors.ts';
import { resolveTargetIn } from '../../registry/index.ts';
import type { ServedEntity } from '../schemas.ts';
import { checkEntity } from './check-entity.ts';

/**
 * Throws `AppError('invalid')` that lists each served entity which cannot serve now. Until the transaction ends, what the
 * entities name cannot be deleted. Call it before the endpoint is locked: everybody locks models first, then endpoints.
 */
export async function assertServableIn(tx: Tx, entities: readonly ServedEntity[]): Promise<void> {
  const issues: FieldIssue[] = [];
  // One after the other: a transaction has one connection.
  for (const [index, entity] of entities.entries()) {
    const { issue } = await checkEntity(entity, (target) => resolveTargetIn(tx, target));
    const found = issue ?? uselessShadow(entity);
    if (found !== null) issues.push({ ...found, path: `servedEntities.${index}.${found.path}` });
  }
  const first = issues[0];
  if (first === undefined) return;
  throw new AppError('invalid', `The endpoint cannot serve this: ${first.message}`, {
    issues,
    reason: 'not_servable',
  });
}

/** A shadow mirrors what others answer; with all the traffic there are no others. Null when all is well. */
export function uselessShadow(entity: ServedEntity): FieldIssue | null {
  if (entity.shadowPercentage === 0 || entity.trafficPercentage < 100) return null;
  return {
    path: 'shadowPercentage',
    message:
      `"${entity.name}" gets all the traffic, so there is nothing left to mirror to it. ` +
      'Set its shadow share to 0, or give traffic to another entity.',
  };
}
