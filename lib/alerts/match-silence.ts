import type { SilenceMatchers } from './silence-schemas.ts';

export interface Silenceable {
  ruleId: string | null;
  endpoint: string | null;
  severity: string;
  labels: Readonly<Record<string, string>>;
}

/** Whether everything the silence asks for is true of the alert. */
export function silenceMatches(matchers: SilenceMatchers, alert: Silenceable): boolean {
  return (
    (matchers.ruleId === undefined || matchers.ruleId === alert.ruleId) &&
    (matchers.endpoint === undefined || matchers.endpoint === alert.endpoint) &&
    (matchers.severity === undefined || matchers.severity === alert.severity) &&
    Object.entries(matchers.labels).every(([name, value]) => alert.labels[name] === value)
  );
}
