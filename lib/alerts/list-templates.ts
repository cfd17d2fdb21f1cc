import { assertMay, type Caller } from '../access/index.ts';
import type { RuleTemplateList } from './rule-schemas.ts';
import { ruleTemplates } from './templates.ts';

export function listTemplates(caller: Caller): RuleTemplateList {
  assertMay(caller, 'alerts.write');
  return { items: ruleTemplates.map(({ slug, name, document }) => ({ slug, name, document })) };
}
