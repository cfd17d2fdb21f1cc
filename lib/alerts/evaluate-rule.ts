import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import {
  type ClaimedRule,
  changeAlerts,
  finishRule,
  holdsRule,
  insertAlerts,
  instancesOf,
  type RuleNote,
  transaction,
  writeInstances,
} from './evaluation-store.ts';
import { readSignal } from './read-signal.ts';
import type { RuleDocument } from './rule-schemas.ts';
import type { Sources } from './sources.ts';
import { type Outcome, type RuleStep, stepRule, tellingValue } from './step-rule.ts';
import { unitOf } from './words.ts';

/** A reading that takes longer is given up on; shorter than the lease. */
const readingMs = 20_000;
/** Values kept for the small chart. */
const recentValues = 60;

/**
 * Evaluates a claimed rule. What it finds is written in one transaction: states, alerts, their timeline. A process that dies
 * anywhere in between has changed nothing, and another evaluates the rule again. False when nothing fired or ended.
 */
export async function evaluateRule(rule: ClaimedRule, sources: Sources): Promise<boolean> {
  const started = performance.now();
  const outcome = await outcomeOf(rule, sources);
  const tookMs = Math.round(performance.now() - started);
  const { document, now } = rule;
  const step = await transaction(async (tx): Promise<RuleStep | null> => {
    if (!(await holdsRule(tx, rule))) return null;
    const result = stepRule(document, await instancesOf(tx, rule.id), outcome, now.getTime());
    await writeInstances(tx, rule.id, result, now);
    await insertAlerts(
      tx,
      {
        ruleId: rule.id,
        ruleName: rule.name,
        revision: rule.revision,
        endpoint: rule.endpoint,
        severity: document.severity,
        unit: unitOf(document),
        action: document.action,
      },
      result.opened,
      now,
    );
    await changeAlerts(tx, result.changed, now);
    const value = outcome.kind === 'read' ? tellingValue(outcome.groups, document) : null;
    await finishRule(tx, rule, {
      ...healthOf(outcome, document),
      recent: [...rule.recent, value].slice(-recentValues),
      tookMs,
      // From now on: what was missed while nobody evaluated is not made up for.
      dueAt: new Date(now.getTime() + document.intervalSeconds * 1000),
      at: now,
    });
    return result;
  });
  return step !== null && (step.opened.length > 0 || step.changed.some(({ event }) => event !== null));
}

async function outcomeOf({ document, now, name }: ClaimedRule, sources: Sources): Promise<Outcome> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new AppError('timeout', 'Reading took longer than 20 seconds.')),
    readingMs,
  );
  try {
    return { kind: 'read', ...(await Promise.race([readSignal(document, now, sources), late.promise])) };
  } catch (error) {
    const expected = error instanceof AppError;
    if (!expected) log.error('an alert rule could not be evaluated', { rule: name, error });
    return {
      kind: 'failed',
      message: expected ? error.message : 'Something unexpected went wrong; the log of the worker has it.',
    };
  } finally {
    clearTimeout(timer);
  }
}

type Health = Pick<RuleNote, 'health' | 'message'>;

function healthOf(outcome: Outcome, { minCount }: RuleDocument): Health {
  if (outcome.kind === 'failed') return { health: 'error', message: outcome.message };
  const { groups, more } = outcome;
  const measured = groups.filter(({ value }) => value !== null);
  if (measured.length === 0) return { health: 'no_data', message: 'Nothing is measured.' };
  if (measured.every(({ count }) => count < minCount)) {
    return { health: 'too_few', message: `Fewer than ${minCount} were measured: too few to tell.` };
  }
  if (measured.every(({ wrong }) => wrong === null)) {
    return { health: 'too_few', message: 'There is too little of the past to compare with yet.' };
  }
  return {
    health: 'ok',
    message: more
      ? `There are more groups than can be watched: the ${groups.length} with most counted are. Narrow the rule down to see the others.`
      : '',
  };
}
