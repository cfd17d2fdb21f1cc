/** What stands behind an alert besides a metric: the verdict of a monitor, an objective. */
import { type FoundVerdict, findVerdict } from '../monitors/index.ts';
import { allObjectives } from '../objectives/index.ts';
import type { RuleDocument } from './rule-schemas.ts';
import type { JudgedObjective } from './sources.ts';

export interface Source {
  verdict: FoundVerdict | null;
  objective: Pick<JudgedObjective, 'kind' | 'thresholdMs'> | null;
}

interface Fired {
  endpoint: string | null;
  labels: Readonly<Record<string, string>>;
  firedAt: Date;
}

/** Both null for other alerts, and when what it was is gone. */
export async function sourceOf(
  document: RuleDocument | null,
  { endpoint, labels, firedAt }: Fired,
): Promise<Source> {
  const none: Source = { verdict: null, objective: null };
  if (document === null || endpoint === null) return none;
  const { signal } = document;
  if (signal.kind === 'burn_rate') {
    const { objective: name } = labels;
    const found = (await allObjectives()).find((one) => one.endpoint === endpoint && one.name === name);
    return { ...none, objective: found ?? null };
  }
  const drifts = signal.expression.metric === 'drifting' || signal.expression.metric === 'drift_effect';
  if (!drifts || labels.subject === undefined) return none;
  return { ...none, verdict: await findVerdict(endpoint, labels.subject, firedAt) };
}
