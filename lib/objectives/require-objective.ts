import { assertMayAt, type Caller, mayAt, type Permission } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import type { Objective } from './schemas.ts';

/** Throws `not_found` for none and for one whose endpoint the caller may not look at; `forbidden` for one they may only see. */
export function requireObjective(
  caller: Caller,
  objective: Objective | null,
  permission: Permission,
): Objective {
  if (objective === null) throw notFound('This objective');
  const { endpoint: name, environment } = objective;
  const place = { kind: 'endpoint', name, environment } as const;
  if (!mayAt(caller, 'dashboards.read', place) && !mayAt(caller, permission, place))
    throw notFound('This objective');
  assertMayAt(caller, permission, place);
  return objective;
}
