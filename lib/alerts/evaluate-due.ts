import { log } from '../platform/log.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { claimDueRules } from './evaluation-store.ts';
import type { Sources } from './sources.ts';

export interface DueOptions {
  sources: Sources;
  /** Rules taken at once. */
  limit?: number;
  /** Stands for the database's clock in tests. */
  at?: Date;
}

/** Evaluates the rules that are due, side by side, and says how many. One that fails holds up no other. */
export async function evaluateDue({ sources, limit = 50, at }: DueOptions): Promise<number> {
  const claimed = await claimDueRules(limit, at ?? null);
  await Promise.all(
    claimed.map((rule) =>
      evaluateRule(rule, sources).catch((error: unknown) =>
        log.error('an alert rule could not be evaluated', { rule: rule.name, error }),
      ),
    ),
  );
  return claimed.length;
}
