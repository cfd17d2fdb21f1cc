import type { Caller, Permission } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import type { AlertRow } from './alert-store.ts';
import { assertMayAtRule, mayAtRule } from './rule-place.ts';

/** Throws `not_found` for none and for one out of reach, `forbidden` for one the caller may only see. */
export async function requireAlert(
  caller: Caller,
  row: AlertRow | null,
  permission: Permission,
): Promise<AlertRow> {
  if (row === null) throw notFound('This alert');
  const seen = await mayAtRule(caller, 'dashboards.read', row.endpointName);
  if (!seen && !(await mayAtRule(caller, permission, row.endpointName))) throw notFound('This alert');
  await assertMayAtRule(caller, permission, row.endpointName);
  return row;
}
