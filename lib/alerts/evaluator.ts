import { log } from '../platform/log.ts';
import { processId } from '../platform/process-id.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { beatEvaluator, claimDueRules } from './evaluation-store.ts';
import { runActions } from './run-actions.ts';
import type { Sources } from './sources.ts';
import { tellAlerts } from './tell-alerts.ts';

export interface Evaluator {
  /** Takes no more rules, and waits for those in hand. */
  stop(): Promise<void>;
}

/** Rules this process evaluates at a time; one that is slow takes one of these places and no more. */
const places = 6;

export interface EvaluatorOptions {
  sources: Sources;
  /** How often it looks for rules that are due. */
  everyMs?: number;
}

/** Evaluates rules until stopped. Any number may run: what is due is claimed in the database. */
export function startEvaluator({ sources, everyMs = 5000 }: EvaluatorOptions): Evaluator {
  const running = new Set<Promise<void>>();
  let stopped = false;

  const evaluate = async (rule: Parameters<typeof evaluateRule>[0]) => {
    try {
      // What fired is told at once; what waits for others, with the next look.
      if (await evaluateRule(rule, sources)) await followUp();
    } catch (error) {
      log.error('an alert rule could not be evaluated', { rule: rule.name, error });
    }
  };

  const look = async () => {
    await beatEvaluator(processId());
    const room = places - running.size;
    const claimed = room > 0 && !stopped ? await claimDueRules(room, null) : [];
    for (const rule of claimed) {
      const one: Promise<void> = evaluate(rule).finally(() => running.delete(one));
      running.add(one);
    }
    await followUp();
  };

  let looking: Promise<void> = Promise.resolve();
  let busy = false;
  const tick = () => {
    if (busy || stopped) return;
    busy = true;
    looking = look()
      .catch((error: unknown) => log.warn('alert rules were not evaluated; trying again', { error }))
      .finally(() => {
        busy = false;
      });
  };
  tick();
  const timer = setInterval(tick, everyMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(running);
    },
  };
}

async function followUp(): Promise<void> {
  await tellAlerts();
  await runActions();
}
