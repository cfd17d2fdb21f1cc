import { createRule } from '../../lib/alerts/create-rule.ts';
import { createSilence } from '../../lib/alerts/silences.ts';
import { prisma } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { errorRule } from '../support/alert-rules.ts';
import { admin } from '../support/registry.ts';

/** A rule at an endpoint, an alert it fired and a silence, each with `text` where it shows. */
export async function plantAlerts(endpoint: string, text: string) {
  const document = errorRule({ description: text }, endpoint);
  const { id: alertRuleId } = await createRule(admin, { name: text, enabled: true, document });
  const alertId = newId();
  await prisma().alert.create({
    data: {
      id: alertId,
      ruleId: alertRuleId,
      ruleName: text,
      ruleRevision: 1,
      endpointName: endpoint,
      groupKey: 'all',
      labels: { endpoint },
      severity: 'critical',
      cause: 'condition',
      state: 'firing',
      summary: text,
      startedAt: new Date(),
      firedAt: new Date(),
    },
  });
  const { id: silenceId } = await createSilence(admin, {
    matchers: { endpoint, labels: {} },
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    comment: text,
  });
  return { alertRuleId, alertId, silenceId };
}
