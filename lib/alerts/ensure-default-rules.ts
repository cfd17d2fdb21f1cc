import { systemCaller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { newId } from '../platform/ids.ts';
import { insertRule, isUniqueViolation, templateWasMade, transaction } from './rule-store.ts';
import { type RuleTemplate, ruleTemplates } from './templates.ts';

/**
 * Makes the usual rules, each once in the life of an installation: one that was changed or deleted stays so. They group by
 * endpoint, so they hold for endpoints to come.
 */
export async function ensureDefaultRules(): Promise<void> {
  for (const template of ruleTemplates.filter(({ byDefault }) => byDefault)) {
    // Another worker may make it at the same time, or somebody has a rule of that name.
    await make(template).catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
    });
  }
}

async function make({ slug, name, document }: RuleTemplate): Promise<void> {
  const by = systemCaller('Slipway');
  await transaction(async (tx) => {
    if (await templateWasMade(tx, slug)) return;
    const id = newId();
    await insertRule(tx, {
      ...{ id, name, document, enabled: true, endpoint: null, revision: 1, template: slug },
      by: { id: null, name: by.name },
    });
    await recordAudit(tx, by, {
      action: 'alert-rule.created',
      subject: { kind: 'alert-rule', id, name },
      after: { template: slug },
    });
  });
}
