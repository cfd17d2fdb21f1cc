/** What a change of served entities means, in words: for the draft, the conflict notice and the history. */
import { type ServedEntity, targetText } from '#lib/serving/schemas.ts';
import { percentText } from './entity-words.ts';

/** One sentence for each change, e.g. `next: 10 % → 25 %`; none when nothing changed. */
export function diffEntities(before: readonly ServedEntity[], after: readonly ServedEntity[]): string[] {
  const old = new Map(before.map((entity) => [entity.name, entity]));
  const kept = new Set(after.map((entity) => entity.name));
  return [
    ...after.flatMap((entity) => {
      const was = old.get(entity.name);
      return was === undefined ? [added(entity)] : diffEntity(was, entity);
    }),
    ...before.filter(({ name }) => !kept.has(name)).map(({ name }) => `${name} removed`),
  ];
}

/** Every entity of a first configuration. */
export function describeEntities(entities: readonly ServedEntity[]): string[] {
  return entities.map(
    (entity) => `${entity.name} serves ${targetText(entity.target)} with ${sharesText(entity)}`,
  );
}

function added(entity: ServedEntity): string {
  return `${entity.name} added: ${targetText(entity.target)} with ${sharesText(entity)}`;
}

function sharesText({ trafficPercentage, shadowPercentage }: ServedEntity): string {
  const shadow = shadowPercentage > 0 ? ` and a shadow of ${percentText(shadowPercentage)}` : '';
  return `${percentText(trafficPercentage)}${shadow}`;
}

function diffEntity(before: ServedEntity, after: ServedEntity): string[] {
  const { name } = after;
  const changes: string[] = [];
  const change = (what: string, from: string, to: string) => {
    if (from !== to) changes.push(`${name}: ${what}${from} → ${to}`);
  };
  change('', percentText(before.trafficPercentage), percentText(after.trafficPercentage));
  if (!same(before.target, after.target)) changes.push(retargeted(name, before, after));
  change('shadow ', percentText(before.shadowPercentage), percentText(after.shadowPercentage));
  change('fallbacks ', listText(before.fallbacks), listText(after.fallbacks));
  change('time-out ', msText(before.timeoutMs), msText(after.timeoutMs));
  change('retries ', orOwn(before.retries), orOwn(after.retries));
  change('answer cache ', cacheText(before), cacheText(after));
  change('embedding cache ', before.cache.embeddings, after.cache.embeddings);
  change('answers at a time ', orUnlimited(before.maxConcurrency), orUnlimited(after.maxConcurrency));
  change('documents ', snapshotText(before.knowledgeSnapshot), snapshotText(after.knowledgeSnapshot));
  change('workload ', workloadText(before), workloadText(after));
  return changes;
}

function retargeted(name: string, before: ServedEntity, after: ServedEntity): string {
  const verb = { alias: 'follows', stage: 'follows', version: 'is pinned to', external: 'calls' }[
    after.target.by
  ];
  const [was, is] = [targetText(before.target), targetText(after.target)];
  return was === is ? `${name}: parameters of ${is} changed` : `${name} now ${verb} ${is} (was ${was})`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The same keys in the same order, so that equal objects have equal text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

const listText = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
const msText = (ms: number | null) => (ms === null ? "the version's own" : `${ms / 1000} s`);
const orOwn = (retries: number | null) => (retries === null ? "the provider's own" : String(retries));
const orUnlimited = (limit: number | null) => (limit === null ? 'unlimited' : String(limit));
const snapshotText = (snapshot: number | null) =>
  snapshot === null ? "the version's own snapshot" : `snapshot ${snapshot}`;

function cacheText({ cache }: ServedEntity): string {
  return cache.responses === 'off' ? 'off' : `${cache.responses} for ${cache.responseTtlSeconds} s`;
}

function workloadText({ workload }: ServedEntity): string {
  const { workloadSize, scaleToZeroEnabled, minWorkers, maxWorkers } = workload;
  return `${workloadSize}, ${minWorkers}–${maxWorkers} workers${scaleToZeroEnabled ? ', down to zero' : ''}`;
}
