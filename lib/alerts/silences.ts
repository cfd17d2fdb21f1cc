import { assertMay, type Caller, mayAt, mayEverywhere, reachOf, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { assertMayAtRule, mayAtRule } from './rule-place.ts';
import { environmentsOfAll, findRule, ruleNames } from './rule-store.ts';
import {
  type CreateSilence,
  type ListSilencesQuery,
  type Silence,
  silenceMatchersSchema,
  silenceSchema,
} from './silence-schemas.ts';
import {
  endSilenceNow,
  findSilence,
  findSilences,
  insertSilence,
  prisma,
  type SilenceRow,
  transaction,
} from './silence-store.ts';

/**
 * Silences what matches from one moment to another. One that names no endpoint, nor a rule about one, could silence anything:
 * it takes the permission everywhere.
 */
export async function createSilence(caller: Caller, input: CreateSilence): Promise<Silence> {
  assertMay(caller, 'alerts.acknowledge');
  const endpoint = await endpointOf(input);
  await assertMayAtRule(caller, 'alerts.acknowledge', endpoint);
  const startsAt = input.startsAt === undefined ? new Date() : new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  if (endsAt.getTime() <= Date.now()) {
    throw new AppError('invalid', 'This silence is over already. Choose an end that lies ahead.', {
      issues: [{ path: 'endsAt', message: 'Choose an end that lies ahead.' }],
    });
  }
  const row = await transaction(async (tx) => {
    const inserted = await insertSilence(tx, {
      id: newId(),
      endpoint,
      ...{ matchers: input.matchers, comment: input.comment, startsAt, endsAt },
      by: { id: userIdOf(caller), name: caller.name },
    });
    await recordAudit(tx, caller, {
      action: 'alert-silence.created',
      subject: { kind: 'alert-silence', id: inserted.id, name: endpoint ?? 'several endpoints' },
      after: { matchers: input.matchers, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    });
    return inserted;
  });
  return present(row, await namesOf([row]), true);
}

async function endpointOf({ matchers }: CreateSilence): Promise<string | null> {
  if (matchers.endpoint !== undefined) return matchers.endpoint;
  if (matchers.ruleId !== undefined) return (await findRule(prisma(), matchers.ruleId))?.endpointName ?? null;
  return matchers.labels.endpoint ?? null;
}

/** Ends a silence before its time; doing so twice changes nothing. Throws `not_found`. */
export async function endSilence(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'alerts.acknowledge');
  const row = await findSilence(prisma(), id);
  if (row === null) throw notFound('This silence');
  const seen =
    (await mayAtRule(caller, 'dashboards.read', row.endpointName)) ||
    (await mayAtRule(caller, 'alerts.acknowledge', row.endpointName));
  if (!seen) throw notFound('This silence');
  await assertMayAtRule(caller, 'alerts.acknowledge', row.endpointName);
  await transaction(async (tx) => {
    await endSilenceNow(tx, id);
    await recordAudit(tx, caller, {
      action: 'alert-silence.ended',
      subject: { kind: 'alert-silence', id, name: row.endpointName ?? 'several endpoints' },
    });
  });
}

/** Silences where the caller may look. */
export async function listSilences(
  caller: Caller,
  query: ListSilencesQuery,
): Promise<{ items: Silence[]; total: number }> {
  assertMay(caller, 'dashboards.read');
  const { rows, total } = await findSilences(query, reachOf(caller, 'dashboards.read'));
  const [names, environments] = await Promise.all([
    namesOf(rows),
    environmentsOfAll(rows.flatMap(({ endpointName }) => endpointName ?? [])),
  ]);
  const mayEnd = (name: string | null) =>
    name === null
      ? mayEverywhere(caller, 'alerts.acknowledge')
      : mayAt(caller, 'alerts.acknowledge', {
          kind: 'endpoint',
          name,
          environment: environments.get(name) ?? null,
        });
  return { items: rows.map((row) => present(row, names, mayEnd(row.endpointName))), total };
}

function namesOf(rows: readonly SilenceRow[]): Promise<Map<string, string>> {
  return ruleNames(rows.flatMap(({ matchers }) => silenceMatchersSchema.parse(matchers).ruleId ?? []));
}

function present(row: SilenceRow, names: ReadonlyMap<string, string>, mayEnd: boolean): Silence {
  const matchers = silenceMatchersSchema.parse(row.matchers);
  const now = Date.now();
  const state = row.endsAt.getTime() <= now ? 'over' : row.startsAt.getTime() > now ? 'planned' : 'active';
  return silenceSchema.parse({
    id: row.id,
    matchers,
    ruleName: matchers.ruleId === undefined ? null : (names.get(matchers.ruleId) ?? null),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    state,
    comment: row.comment,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    mayEnd: mayEnd && state !== 'over',
  });
}
