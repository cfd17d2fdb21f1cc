import { isDeepStrictEqual } from 'node:util';
import { planVersions } from './plan-versions.ts';
import type { ModelPlan, PlannedChange } from './planned-change.ts';
import type { ModelDocument } from './schemas.ts';
import { wordsOf } from './words-of.ts';

/** What it takes for one model. Removals of aliases stand apart: an endpoint may follow one until it is changed. */
export function planModel(now: ModelDocument | null, wanted: ModelDocument): ModelPlan {
  const versions = planVersions(now, wanted);
  const aliases = planAliases(now, wanted);
  return {
    changes: [...planItself(now, wanted), ...versions.changes, ...aliases.changes],
    removals: [...aliasRemovals(now, wanted), ...versions.removals],
    problems: [...versions.problems, ...aliases.problems],
  };
}

function planItself(now: ModelDocument | null, wanted: ModelDocument): PlannedChange[] {
  const subject = wanted.name;
  if (now === null) {
    return [
      {
        kind: 'model',
        action: 'create',
        subject,
        summary: `Create the model "${subject}"`,
        before: null,
        after: null,
        step: { do: 'create-model', model: wanted },
      },
    ];
  }
  if (now.description === wanted.description && isDeepStrictEqual(now.tags, wanted.tags)) return [];
  return [
    {
      kind: 'model',
      action: 'update',
      subject,
      summary: `Change description or tags of "${subject}"`,
      before: wordsOf(now),
      after: wordsOf(wanted),
      step: { do: 'update-model', model: wanted },
    },
  ];
}

function planAliases(now: ModelDocument | null, wanted: ModelDocument): Omit<ModelPlan, 'removals'> {
  const versions = new Set([...(now?.versions ?? []), ...wanted.versions].map(({ number }) => number));
  const entries = Object.entries(wanted.aliases);
  const missing = entries.filter(([, version]) => !versions.has(version));
  const moved = entries.filter(
    ([alias, version]) => versions.has(version) && now?.aliases[alias] !== version,
  );
  return {
    problems: missing.map(
      ([alias, version]) => `"${wanted.name}@${alias}" names version ${version}, which does not exist.`,
    ),
    changes: moved.map(([alias, version]) =>
      aliasChange(wanted.name, alias, now?.aliases[alias] ?? null, version),
    ),
  };
}

function aliasRemovals(now: ModelDocument | null, wanted: ModelDocument): PlannedChange[] {
  return Object.entries(now?.aliases ?? {})
    .filter(([alias]) => wanted.aliases[alias] === undefined)
    .map(([alias, version]) => aliasRemoval(wanted.name, alias, version));
}

function aliasChange(model: string, alias: string, from: number | null, to: number): PlannedChange {
  const origin = from === null ? '' : ` from version ${from}`;
  return {
    kind: 'alias',
    action: from === null ? 'create' : 'update',
    subject: model,
    summary: `Point "${model}@${alias}"${origin} to version ${to}`,
    before: from === null ? null : String(from),
    after: String(to),
    step: { do: 'move-alias', model, alias, version: to },
  };
}

function aliasRemoval(model: string, alias: string, version: number): PlannedChange {
  return {
    kind: 'alias',
    action: 'delete',
    subject: model,
    summary: `Remove "${model}@${alias}", which points to version ${version}`,
    before: String(version),
    after: null,
    step: { do: 'delete-alias', model, alias },
  };
}
