import { AppError } from '../platform/errors.ts';
import { type Objective, type ObjectiveInput, objectiveSchema } from './schemas.ts';
import { isUniqueViolation, type ObjectiveRow } from './store.ts';

export function presentObjective({ endpoint, createdAt, updatedAt, ...row }: ObjectiveRow): Objective {
  return objectiveSchema.parse({
    ...row,
    endpoint: endpoint.name,
    environment: endpoint.environment,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}

/** What the audit trail keeps. */
export function auditViewOf({ endpoint, name, kind, target, thresholdMs, windowDays }: Objective) {
  return { endpoint, name, kind, target, thresholdMs, windowDays };
}

/** For `.catch()`: says in words that an endpoint cannot have two objectives of one name. */
export function nameTaken({ name }: Pick<ObjectiveInput, 'name'>): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `The endpoint has an objective named "${name}" already. Choose another.`, {
      issues: [{ path: 'name', message: 'There is an objective of this name already.' }],
    });
  };
}
