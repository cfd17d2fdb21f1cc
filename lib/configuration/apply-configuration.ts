import { assertMay, type Caller } from '../access/index.ts';
import { chainHash } from '../chain/index.ts';
import { withLock } from '../platform/advisory-lock.ts';
import { sha256Hex } from '../platform/crypto.ts';
import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import type { DryRunner } from '../registry/index.ts';
import { currentConfiguration } from './current-configuration.ts';
import { makeChange } from './make-change.ts';
import { type Plan, planChanges } from './plan-changes.ts';
import { prepareVersions } from './prepare-versions.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Configuration, ConfigurationPlan } from './schemas.ts';
import { configurationToYaml } from './to-yaml.ts';

export interface ApplyOptions {
  /** Says what would change and changes nothing. */
  dryRun: boolean;
  reason: string;
  ticket: string;
  /** The `etag` the document was made from; another one in force means `conflict`. Null applies to whatever is there. */
  expectedEtag: string | null;
}

/** The configuration as YAML, with the fingerprint that `applyConfiguration` can be held to. */
export async function exportConfiguration(caller: Caller): Promise<{ yaml: string; etag: string }> {
  assertMay(caller, 'configuration.read');
  const { configuration } = await currentConfiguration(caller);
  return { yaml: configurationToYaml(configuration), etag: etagOf(configuration) };
}

/**
 * Makes models, versions, aliases, stages and endpoints as a YAML or JSON document says: all of it or, when any part is
 * refused, nothing. What the document does not name stays. Applying it again changes nothing.
 * Throws `invalid` for a document that is none, `conflict` for one that was made from another state.
 */
export async function applyConfiguration(
  caller: Caller,
  source: string,
  options: ApplyOptions,
  dryRun: DryRunner,
): Promise<ConfigurationPlan> {
  assertMay(caller, options.dryRun ? 'configuration.read' : 'configuration.write');
  const wanted = readConfiguration(source);
  if (options.dryRun) return presentPlan(await planFor(caller, wanted, options));
  // One at a time: two pipelines that apply at once would each plan from a state the other is about to change.
  return withLock('configuration', async () => {
    const planned = await planFor(caller, wanted, options);
    const [problem] = planned.plan.problems;
    if (problem !== undefined) {
      throw new AppError('conflict', `The configuration cannot be applied: ${problem}`, {
        reason: 'configuration_problem',
        issues: planned.plan.problems.map((message) => ({ path: '', message })),
      });
    }
    const versions = await prepareVersions(caller, planned.plan.changes, dryRun);
    await transaction(async (tx) => {
      const prepared = { ...options, versions, endpointConfigs: planned.endpointConfigs };
      for (const { step } of planned.plan.changes) await makeChange(tx, caller, step, prepared);
    });
    const { configuration } = await currentConfiguration(caller);
    return { ...presentPlan(planned), applied: true, etag: etagOf(configuration) };
  });
}

interface Planned {
  now: Configuration;
  endpointConfigs: ReadonlyMap<string, number>;
  plan: Plan;
}

async function planFor(caller: Caller, wanted: Configuration, options: ApplyOptions): Promise<Planned> {
  const { configuration: now, endpointConfigs } = await currentConfiguration(caller);
  if (options.expectedEtag !== null && options.expectedEtag !== etagOf(now)) {
    throw new AppError(
      'conflict',
      'The configuration was changed since this document was made from it. Export it again and merge your change.',
      { reason: 'configuration_changed' },
    );
  }
  return { now, endpointConfigs, plan: planChanges(now, wanted) };
}

function presentPlan({ now, plan }: Planned): ConfigurationPlan {
  return {
    applied: false,
    changes: plan.changes.map(({ step: _step, ...change }) => change),
    problems: plan.problems,
    untouched: plan.untouched,
    etag: etagOf(now),
  };
}

/** Of what the configuration says, not of how its text is laid out: versions count by their hash. */
function etagOf({ models, endpoints }: Configuration): string {
  const facts = models.map(({ versions, ...model }) => ({
    ...model,
    versions: versions.map(({ document, ...entry }) => ({ ...entry, hash: chainHash(document) })),
  }));
  return sha256Hex(
    configurationToYaml({ apiVersion: 'slipway/v1', models: [], endpoints }) + JSON.stringify(facts),
  );
}
