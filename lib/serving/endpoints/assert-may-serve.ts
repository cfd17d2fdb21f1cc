import { assertMayAt, type Caller } from '../../access/index.ts';
import type { ServedEntity } from '../schemas.ts';

/**
 * Whoever may change an endpoint and ask it would otherwise read every model by serving it: what is newly served must be
 * readable for them. What the endpoint serves already stays theirs to split, whoever put it there.
 */
export function assertMayServe(
  caller: Caller,
  wanted: readonly ServedEntity[],
  inForce: readonly ServedEntity[],
): void {
  const served = new Set(modelsOf(inForce));
  for (const model of modelsOf(wanted)) {
    if (!served.has(model)) assertMayAt(caller, 'models.read', { kind: 'model', name: model });
  }
}

function modelsOf(entities: readonly ServedEntity[]): string[] {
  return entities.flatMap(({ target }) => (target.by === 'external' ? [] : [target.model]));
}
