import { patternProblem } from '#lib/text/compile-pattern.ts';
import type { Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { knowledgeExists } from '../knowledge/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { providerExists } from '../providers/index.ts';
import { resolveTarget } from '../registry/index.ts';
import {
  type CheckRecord,
  changeCheck,
  insertCheck,
  isUniqueViolation,
  lockCheck,
  removeCheck,
  transaction,
} from './check-store.ts';
import { changedCheck, requireVisibleCheck } from './get-check-history.ts';
import { closeIncident } from './history-store.ts';
import { assertSchedule } from './next-due.ts';
import { assertMayChange, subjectOf } from './places.ts';
import { auditViewOf } from './present.ts';
import { type Check, type CheckBody, type CheckDefinition, checkDefinitionSchema } from './schemas.ts';

/** Adds a check; its first run is due at once. Throws `invalid`, `not_found` for what is to be checked, `conflict` for the name. */
export async function createCheck(caller: Caller, body: CheckBody): Promise<Check> {
  await assertMayChange(caller, body.definition);
  await assertSensible(body);
  const id = newId();
  await transaction(async (tx) => {
    const row = await insertCheck(tx, { id, ...columnsOf(body), dueAt: new Date() });
    await recordAudit(tx, caller, {
      action: 'health-check.created',
      subject: { kind: 'health-check', id, name: row.name },
      after: auditViewOf(row),
    });
  }).catch(nameTaken(body.name));
  return changedCheck(id);
}

/**
 * Changes a check; its state begins anew, since it says something else now. Needs the permission where the check was and
 * where it will be. Throws `not_found`, or `conflict` when somebody else changed it since `readAt`.
 */
export async function updateCheck(
  caller: Caller,
  id: string,
  body: CheckBody,
  readAt: string | null,
): Promise<Check> {
  await requireVisibleCheck(caller, id);
  await assertMayChange(caller, body.definition);
  await assertSensible(body);
  await transaction(async (tx) => {
    const before = await lockCheck(tx, id);
    if (before === null) throw notFound('This check');
    await assertMayChange(caller, definitionOf(before));
    assertUnchanged(before, readAt);
    await closeIncident(tx, id);
    const fresh = { state: 'unknown', stateSince: null, streak: 0, runId: null, runUntil: null };
    const row = await changeCheck(tx, id, { ...columnsOf(body), ...fresh, dueAt: new Date() });
    await recordAudit(tx, caller, {
      action: 'health-check.updated',
      subject: { kind: 'health-check', id, name: row.name },
      before: auditViewOf(before),
      after: auditViewOf(row),
    });
  }).catch(nameTaken(body.name));
  return changedCheck(id);
}

/** Deletes a check with its history. One that Slipway made leaves a mark, so that it is not made again. */
export async function deleteCheck(caller: Caller, id: string): Promise<void> {
  await requireVisibleCheck(caller, id);
  await transaction(async (tx) => {
    const row = await lockCheck(tx, id);
    if (row === null) throw notFound('This check');
    await assertMayChange(caller, definitionOf(row));
    if (row.madeFor === null) await removeCheck(tx, id);
    else
      await changeCheck(tx, id, {
        deletedAt: new Date(),
        name: `deleted ${id}`,
        enabled: false,
        runId: null,
      });
    await recordAudit(tx, caller, {
      action: 'health-check.deleted',
      subject: { kind: 'health-check', id, name: row.name },
      before: auditViewOf(row),
    });
  });
}

export function definitionOf(row: CheckRecord): CheckDefinition {
  return checkDefinitionSchema.parse(row.definition);
}

function columnsOf(body: CheckBody) {
  const { schedule, definition, ...rest } = body;
  return {
    ...rest,
    definition,
    kind: definition.kind,
    subject: subjectOf(definition),
    everyMinutes: 'cron' in schedule ? null : schedule.everyMinutes,
    cron: 'cron' in schedule ? schedule.cron : null,
    timeZone: 'cron' in schedule ? schedule.timeZone : 'UTC',
  };
}

async function assertSensible({ schedule, definition }: CheckBody): Promise<void> {
  assertSchedule(schedule, new Date());
  if (definition.kind === 'provider' && !(await providerExists(definition.provider))) {
    throw notFound(`The provider "${definition.provider}"`);
  }
  if (definition.kind === 'knowledge' && !(await knowledgeExists(definition.knowledge))) {
    throw notFound(`The knowledge base "${definition.knowledge}"`);
  }
  if (definition.kind !== 'question') return;
  const { expect, version } = definition;
  const problem = expect.matches === null ? null : patternProblem(expect.matches);
  if (problem !== null) {
    throw new AppError('invalid', problem, {
      issues: [{ path: 'definition.expect.matches', message: problem }],
    });
  }
  if (version !== null) await resolveTarget({ by: 'version', ...version });
}

function assertUnchanged({ name, updatedAt }: CheckRecord, readAt: string | null): void {
  if (readAt === null || readAt.trim().replaceAll('"', '') === updatedAt.toISOString()) return;
  throw new AppError(
    'conflict',
    `The check "${name}" was changed by somebody else since you opened it. Reload to see the change, then make yours again.`,
    { reason: 'changed_since' },
  );
}

function nameTaken(name: string) {
  return (error: unknown): never => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `There is a check named "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'This name is taken.' }],
    });
  };
}
