import { systemCaller } from '../access/index.ts';
import { listPolicies } from '../approvals/index.ts';
import { proposeForRequester } from '../changes/index.ts';
import { AppError } from '../platform/errors.ts';
import { getEndpoint, previewRollback, rollbackEndpoint } from '../serving/index.ts';
import type { EndpointDetail } from '../serving/schemas.ts';
import {
  type ActionEnd,
  authorOf,
  type DueAction,
  earlierStarts,
  keepPlan,
  type RollbackPlan,
} from './action-store.ts';
import { lastRelease, whyNotReleased } from './plan-action.ts';
import type { Action } from './rule-schemas.ts';

export interface ActionResult {
  state: ActionEnd;
  message: string;
}

const skipped = (message: string): ActionResult => ({ state: 'skipped', message });

/**
 * Takes back what was released last, when the alert is about it. Where such a change takes a second person, it is proposed
 * in the name of whoever set the rule up. Safe to repeat: what was decided is kept before it is done.
 */
export async function rollBackEndpoint(
  due: DueAction,
  action: Extract<Action, { kind: 'rollback' }>,
): Promise<ActionResult> {
  const { endpoint: name } = due;
  if (name === null) return skipped('The alert is about no endpoint.');
  const system = systemCaller(`Alert rule "${due.ruleName}"`);
  const endpoint = await getEndpoint(system, name);
  if (due.plan !== null) {
    const done = isDone(endpoint, due, due.plan);
    if (done !== null) return done;
  }
  const found = lastRelease(endpoint, badConfigs(endpoint, await earlierStarts(due)));
  if (found.kind === 'none') return skipped(found.why);
  const { to, expectedConfig, at } = found.release;
  if (due.firedAt.getTime() - at.getTime() > action.releasedWithinSeconds * 1000) {
    return skipped('The last release is longer ago than the rule takes back.');
  }
  if (at > due.firedAt) return skipped('Something else was released after the alert fired.');
  const preview = await previewRollback(system, name, to);
  const whyNot = whyNotReleased(due.labels, expectedConfig, endpoint.servedEntities, preview.entities);
  if (whyNot !== null) return skipped(whyNot);
  await keepPlan(due.alertId, action, { to, expectedConfig });
  return (await needsApproval(endpoint.environment))
    ? propose(due, name, { to, expectedConfig })
    : rollBack(due, name, { to, expectedConfig });
}

async function rollBack(due: DueAction, name: string, plan: RollbackPlan): Promise<ActionResult> {
  const system = systemCaller(`Alert rule "${due.ruleName}"`);
  const { config } = await rollbackEndpoint(system, name, inputOf(due, plan));
  return {
    state: 'done',
    message: `Rolled ${name} back to configuration ${plan.to}, as configuration ${config}.`,
  };
}

async function propose(due: DueAction, endpoint: string, plan: RollbackPlan): Promise<ActionResult> {
  const requester = await authorOf(due);
  if (requester === null) {
    return {
      state: 'failed',
      message: 'A roll-back takes a second person there, and nobody set this rule up to ask one.',
    };
  }
  const { id } = await proposeForRequester(
    { ...requester, by: `Alert rule "${due.ruleName}"` },
    {
      proposal: { kind: 'endpoint.rollback', endpoint, input: inputOf(due, plan) },
      reason: reasonOf(due),
    },
  );
  return {
    state: 'proposed',
    message: `Proposed to roll ${endpoint} back to configuration ${plan.to}: a change there takes a second person (proposal ${id}).`,
  };
}

function inputOf(due: DueAction, plan: RollbackPlan) {
  return { ...plan, takeBackDocuments: true, reason: reasonOf(due), ticket: '' };
}

/** Names the alert, by which a roll-back made before a crash is known again. */
function reasonOf({ alertId, summary }: DueAction): string {
  return `${summary.slice(0, 300)} (alert ${alertId})`;
}

/** A system that acts by itself passes every check for approval; so whether one is needed is asked here. */
async function needsApproval(environment: string): Promise<boolean> {
  const policies = await listPolicies(systemCaller('alerts'));
  return policies.some(
    (policy) => policy.environment === environment && policy.required && !policy.rollbackAtOnce,
  );
}

function isDone(
  { history }: EndpointDetail,
  { alertId }: DueAction,
  plan: RollbackPlan,
): ActionResult | null {
  const made = history.find(
    ({ rolledBackTo, reason }) => rolledBackTo === plan.to && reason.includes(`(alert ${alertId})`),
  );
  if (made === undefined) return null;
  return {
    state: 'done',
    message: `Rolled back to configuration ${plan.to}, as configuration ${made.number}.`,
  };
}

/** Configurations in force when an alert of the rule began. */
function badConfigs({ history }: EndpointDetail, starts: readonly Date[]): Set<number> {
  return new Set(
    starts.flatMap((start) => {
      const inForce = history.find(({ createdAt }) => Date.parse(createdAt) <= start.getTime());
      return inForce === undefined ? [] : [inForce.number];
    }),
  );
}

/** What went wrong, in words for the timeline. */
export function failureOf(error: unknown): ActionResult | null {
  if (!(error instanceof AppError)) return null;
  return { state: 'failed', message: error.message };
}
