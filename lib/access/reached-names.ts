import { type Caller, reachOf } from './caller.ts';
import type { Permission } from './permissions.ts';

/**
 * Names of the models or knowledge bases at which the caller holds a permission, for the store that lists them; null for
 * all, those to come included.
 */
export function reachedNames(
  caller: Caller,
  permission: Permission,
  kind: 'models' | 'knowledge',
): string[] | null {
  const reach = reachOf(caller, permission);
  if (reach === null) return [];
  return reach.everywhere ? null : [...reach[kind]];
}
