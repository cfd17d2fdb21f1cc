import type { ModelDetail, ModelVersionSummary } from '#lib/registry/schemas.ts';

const at = '2026-11-20T10:00:00.000Z';

/** A version for tests. */
export function aVersion(number: number, rest: Partial<ModelVersionSummary> = {}): ModelVersionSummary {
  return {
    number,
    description: '',
    chainHash: `hash-${number}`,
    form: 'chain',
    stage: 'development',
    tags: {},
    deletedAt: null,
    aliases: [],
    provider: 'extractive',
    providerModel: 'extractive',
    knowledge: 'guide',
    createdBy: 'ada',
    createdAt: at,
    ...rest,
  };
}

/** A model for tests; aliases and stages follow from its versions. */
export function aModel(versions: readonly ModelVersionSummary[]): ModelDetail {
  const newest = [...versions].sort((a, b) => b.number - a.number);
  const alive = newest.filter(({ deletedAt }) => deletedAt === null);
  const inStage = (stage: ModelVersionSummary['stage']) =>
    alive.filter((version) => version.stage === stage).map(({ number }) => number);
  return {
    name: 'faq',
    description: '',
    tags: {},
    latestVersion: alive[0]?.number ?? null,
    aliases: alive.flatMap(({ aliases, number }) => aliases.map((alias) => ({ alias, version: number }))),
    stages: {
      development: inStage('development'),
      staging: inStage('staging'),
      production: inStage('production'),
    },
    endpoints: [],
    createdAt: at,
    updatedAt: at,
    versions: newest,
    aliasMoves: [],
    stageMoves: [],
    deletions: [],
  };
}
