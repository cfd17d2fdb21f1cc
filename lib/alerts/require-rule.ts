import type { Caller, Permission } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { assertMayAtRule, mayAtRule } from './rule-place.ts';
import type { RuleRow } from './rule-store.ts';

/** Throws `not_found` for none and for one out of reach, `forbidden` for one the caller may only see. */
export async function requireRule(
  caller: Caller,
  row: RuleRow | null,
  permission: Permission,
): Promise<RuleRow> {
  if (row === null) throw notFound('This rule');
  const seen = await mayAtRule(caller, 'dashboards.read', row.endpointName);
  if (!seen && !(await mayAtRule(caller, permission, row.endpointName))) throw notFound('This rule');
  await assertMayAtRule(caller, permission, row.endpointName);
  return row;
}
