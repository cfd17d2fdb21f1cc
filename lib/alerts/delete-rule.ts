import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { endRuleAlerts } from './end-rule-alerts.ts';
import { auditViewOf } from './present-rule.ts';
import { requireRule } from './require-rule.ts';
import { findRule, lockRule, markDeleted, prisma, transaction } from './rule-store.ts';

/** Takes a rule away; what it fired stays in the history, what it has open ends. */
export async function deleteRule(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'alerts.write');
  await requireRule(caller, await findRule(prisma(), id), 'alerts.write');
  await transaction(async (tx) => {
    const row = await requireRule(caller, await lockRule(tx, id), 'alerts.write');
    await endRuleAlerts(tx, id, 'The rule was deleted.');
    await markDeleted(tx, id);
    await recordAudit(tx, caller, {
      action: 'alert-rule.deleted',
      subject: { kind: 'alert-rule', id, name: row.name },
      before: auditViewOf(row),
    });
  });
}
