import { changeAlerts } from './evaluation-store.ts';
import { resetRule, type Tx } from './rule-store.ts';
import { databaseNow } from './tell-store.ts';

/** Ends what a rule has open, and says why; whoever was told hears that it is over. */
export async function endRuleAlerts(tx: Tx, ruleId: string, why: string): Promise<void> {
  const open = await resetRule(tx, ruleId);
  const ended = open.map((id) => ({
    id,
    state: 'resolved' as const,
    event: { kind: 'resolved' as const, text: why },
    value: null,
  }));
  await changeAlerts(tx, ended, await databaseNow(tx));
}
