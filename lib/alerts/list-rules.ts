import { assertMay, type Caller, mayAt, mayEverywhere, reachOf } from '../access/index.ts';
import { presentRule } from './present-rule.ts';
import { requireRule } from './require-rule.ts';
import { mayAtRule } from './rule-place.ts';
import {
  instanceSchema,
  type ListRulesQuery,
  type Rule,
  type RuleDetail,
  ruleDetailSchema,
} from './rule-schemas.ts';
import {
  environmentsOfAll,
  findRule,
  findRules,
  listedInstances,
  prisma,
  revisionsOf,
  statesOf,
} from './rule-store.ts';
import { machineStateSchema } from './state-machine.ts';

/** The rules the caller may see, by name, with how they stand. */
export async function listRules(
  caller: Caller,
  query: ListRulesQuery,
): Promise<{ items: Rule[]; total: number }> {
  assertMay(caller, 'dashboards.read');
  const { rows, total } = await findRules(query, reachOf(caller, 'dashboards.read'));
  const [states, environments] = await Promise.all([
    statesOf(rows.map(({ id }) => id)),
    environmentsOfAll(rows.flatMap(({ endpointName }) => endpointName ?? [])),
  ]);
  const mayChange = (name: string | null) =>
    name === null
      ? mayEverywhere(caller, 'alerts.write')
      : mayAt(caller, 'alerts.write', {
          kind: 'endpoint',
          name,
          environment: environments.get(name) ?? null,
        });
  const items = rows.map((row) => presentRule(row, states.get(row.id) ?? {}, mayChange(row.endpointName)));
  return { items, total };
}

/** A rule with its groups and every revision. Throws `not_found`. */
export async function getRule(caller: Caller, id: string): Promise<RuleDetail> {
  assertMay(caller, 'dashboards.read');
  const row = await requireRule(caller, await findRule(prisma(), id), 'dashboards.read');
  const [states, instances, revisions, mayChange] = await Promise.all([
    statesOf([id]),
    listedInstances(id),
    revisionsOf(id),
    mayAtRule(caller, 'alerts.write', row.endpointName),
  ]);
  return ruleDetailSchema.parse({
    ...presentRule(row, states.get(id) ?? {}, mayChange),
    instances: instances.map(({ groupKey, state, machine, labels, value, count, alertId }) =>
      instanceSchema.parse({
        key: groupKey,
        ...{ state, labels, value, count, alertId },
        since: new Date(machineStateSchema.parse(machine).since).toISOString(),
      }),
    ),
    revisions: revisions.map(({ number, name, enabled, document, createdByName, createdAt }) => ({
      ...{ number, name, enabled, document },
      createdBy: createdByName,
      createdAt: createdAt.toISOString(),
    })),
  });
}
