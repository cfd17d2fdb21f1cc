import { isDeepStrictEqual } from 'node:util';
import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { checkRule } from './check-rule.ts';
import { nameTaken } from './create-rule.ts';
import { endRuleAlerts } from './end-rule-alerts.ts';
import { auditViewOf, documentOf, presentRule } from './present-rule.ts';
import { requireRule } from './require-rule.ts';
import { assertMayAtRule, endpointOfSignal } from './rule-place.ts';
import type { Rule, UpdateRule } from './rule-schemas.ts';
import { clearRecent, findRule, lockRule, prisma, replaceRule, statesOf, transaction } from './rule-store.ts';

/**
 * Changes a rule as the next revision. When it reads something else from now on, or is switched off, its alerts end. Throws
 * `not_found`, or `conflict` when somebody changed it since it was read.
 */
export async function updateRule(caller: Caller, id: string, input: UpdateRule): Promise<Rule> {
  assertMay(caller, 'alerts.write');
  const known = await requireRule(caller, await findRule(prisma(), id), 'alerts.write');
  const { expectedRevision, ...rule } = input;
  const endpoint = await endpointOfSignal(rule.document.signal);
  if (endpoint !== known.endpointName) await assertMayAtRule(caller, 'alerts.write', endpoint);
  await checkRule(caller, rule, endpoint);
  await transaction(async (tx) => {
    const before = await lockRule(tx, id);
    if (before === null) throw notFound('This rule');
    if (before.revision !== expectedRevision) throw changedMeanwhile(before.name);
    const by = { id: userIdOf(caller), name: caller.name };
    await replaceRule(tx, { id, ...rule, endpoint, revision: before.revision + 1, by });
    if (!isDeepStrictEqual(documentOf(before).signal, rule.document.signal)) {
      await endRuleAlerts(tx, id, 'The rule was changed and reads something else now.');
      await clearRecent(tx, id);
    } else if (before.enabled && !rule.enabled) {
      await endRuleAlerts(tx, id, 'The rule was switched off.');
    }
    const after = await findRule(tx, id);
    if (after === null) throw notFound('This rule');
    await recordAudit(tx, caller, {
      action: 'alert-rule.updated',
      subject: { kind: 'alert-rule', id, name: rule.name },
      before: auditViewOf(before),
      after: auditViewOf(after),
    });
  }).catch(nameTaken(rule.name));
  const row = await findRule(prisma(), id);
  if (row === null) throw notFound('This rule');
  return presentRule(row, (await statesOf([id])).get(id) ?? {}, true);
}

function changedMeanwhile(name: string): AppError {
  return new AppError(
    'conflict',
    `The rule "${name}" was changed by somebody else since you opened it. Reload to see the change, then make yours again.`,
    { reason: 'changed_since' },
  );
}
