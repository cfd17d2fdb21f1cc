import { AppError, type FieldIssue } from '../platform/errors.ts';
import { resolveTarget } from '../registry/index.ts';
import type { ServedEntity } from './schemas.ts';

/** Throws `AppError('invalid')` that lists each served entity whose model, alias or version does not exist. */
export async function assertTargetsExist(entities: readonly ServedEntity[]): Promise<void> {
  const checked = await Promise.all(entities.map(issueOf));
  const issues = checked.filter((issue) => issue !== null);
  const first = issues[0];
  if (first === undefined) return;
  throw new AppError('invalid', `The endpoint cannot serve this: ${first.message}`, { issues });
}

async function issueOf(entity: ServedEntity, index: number): Promise<FieldIssue | null> {
  try {
    await resolveTarget(entity.model, entity.target);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    return { path: `servedEntities.${index}.target`, message: error.message };
  }
}
