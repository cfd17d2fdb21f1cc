import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { checkRule } from './check-rule.ts';
import { auditViewOf, presentRule } from './present-rule.ts';
import { assertMayAtRule, endpointOfSignal } from './rule-place.ts';
import type { Rule, RuleInput } from './rule-schemas.ts';
import { insertRule, isUniqueViolation, transaction } from './rule-store.ts';

/** Adds a rule; it is evaluated within seconds. */
export async function createRule(caller: Caller, input: RuleInput): Promise<Rule> {
  assertMay(caller, 'alerts.write');
  const endpoint = await endpointOfSignal(input.document.signal);
  await assertMayAtRule(caller, 'alerts.write', endpoint);
  await checkRule(caller, input, endpoint);
  const id = newId();
  return transaction(async (tx) => {
    const by = { id: userIdOf(caller), name: caller.name };
    const row = await insertRule(tx, { id, ...input, endpoint, revision: 1, by });
    await recordAudit(tx, caller, {
      action: 'alert-rule.created',
      subject: { kind: 'alert-rule', id, name: row.name },
      after: auditViewOf(row),
    });
    return presentRule(row, {}, true);
  }).catch(nameTaken(input.name));
}

/** For `.catch()`: two rules of one name could not be told apart in a message. */
export function nameTaken(name: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `There is a rule named "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'There is a rule of this name already.' }],
    });
  };
}
