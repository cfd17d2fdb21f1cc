import { type AlertDetail, isGroupLabel } from '#lib/alerts/schemas.ts';
import type { SilenceChoice } from './silence-dialog.tsx';

type Silenced = Pick<AlertDetail, 'ruleId' | 'rule' | 'endpoint' | 'group' | 'labels'>;

/** What of an alert can be silenced: it alone, its rule where it is, everything there; the narrowest first. */
export function silenceChoices({ ruleId, rule, endpoint, group, labels }: Silenced): SilenceChoice[] {
  const at = endpoint === null ? {} : { endpoint };
  const where = endpoint === null ? '' : ` at ${endpoint}`;
  const own = Object.fromEntries(
    Object.entries(labels).filter(([name]) => isGroupLabel(name) && name !== 'endpoint'),
  );
  const ofRule = ruleId === null ? {} : { ruleId };
  return [
    ...(Object.keys(own).length === 0
      ? []
      : [{ label: `${rule}: ${group}, and no other`, matchers: { ...ofRule, ...at, labels: own } }]),
    ...(ruleId === null && endpoint === null
      ? []
      : [{ label: `${rule}${where}`, matchers: { ...ofRule, ...at } }]),
    ...(endpoint === null || ruleId === null
      ? []
      : [{ label: `Every alert${where}`, matchers: { endpoint } }]),
  ];
}
