import { isDeepStrictEqual } from 'node:util';
import type { PlannedChange } from './planned-change.ts';

import type { ModelDocument, VersionEntry } from './schemas.ts';
import { versionToYaml } from './to-yaml.ts';

export interface ModelPlan {
  changes: PlannedChange[];
  removals: PlannedChange[];
  problems: string[];
}

/** What it takes for one model. Removals of aliases stand apart: an endpoint may follow one until it is changed. */
export function planModel(now: ModelDocument | null, wanted: ModelDocument): ModelPlan {
  const versions = planVersions(now, wanted);
  const aliases = planAliases(now, wanted);
  return {
    changes: [...planItself(now, wanted), ...versions.changes, ...aliases.changes],
    removals: aliasRemovals(now, wanted),
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

function planVersions(now: ModelDocument | null, wanted: ModelDocument): Omit<ModelPlan, 'removals'> {
  const known = new Map(now?.versions.map((entry) => [entry.number, entry]));
  const changes: PlannedChange[] = [];
  const problems: string[] = [];
  let next = Math.max(0, ...known.keys()) + 1;
  for (const entry of [...wanted.versions].sort((a, b) => a.number - b.number)) {
    const existing = known.get(entry.number);
    if (existing) {
      if (isDeepStrictEqual(existing.document, entry.document))
        changes.push(...planKnownVersion(wanted.name, existing, entry));
      else problems.push(changedDocument(wanted.name, entry.number));
    } else if (entry.number === next) {
      next += 1;
      changes.push(...planNewVersion(wanted.name, entry));
    } else {
      problems.push(
        `The next version of "${wanted.name}" has the number ${next}; the document lists ${entry.number}. Numbers are consecutive.`,
      );
    }
  }
  return { changes, problems };
}

function changedDocument(model: string, number: number): string {
  return `Version ${number} of "${model}" exists with another document; versions never change. Add it as a new number.`;
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

function wordsOf({ description, tags }: Pick<ModelDocument, 'description' | 'tags'>): string {
  const lines = Object.entries(tags).map(([key, value]) => `${key}: ${value}`);
  return [description, ...lines].filter((line) => line !== '').join('\n');
}

function planNewVersion(model: string, entry: VersionEntry): PlannedChange[] {
  const register: PlannedChange = {
    kind: 'version',
    action: 'create',
    subject: model,
    summary: `Register version ${entry.number} of "${model}"`,
    before: null,
    after: versionToYaml(entry),
    step: { do: 'register-version', model, entry },
  };
  return entry.stage === 'development' ? [register] : [register, stageChange(model, 'development', entry)];
}

function planKnownVersion(model: string, now: VersionEntry, entry: VersionEntry): PlannedChange[] {
  const changes: PlannedChange[] = [];
  if (now.description !== entry.description || !isDeepStrictEqual(now.tags, entry.tags)) {
    changes.push({
      kind: 'version',
      action: 'update',
      subject: model,
      summary: `Change description or tags of version ${entry.number} of "${model}"`,
      before: wordsOf(now),
      after: wordsOf(entry),
      step: { do: 'describe-version', model, entry },
    });
  }
  if (now.stage !== entry.stage) changes.push(stageChange(model, now.stage, entry));
  return changes;
}

function stageChange(model: string, from: string, entry: VersionEntry): PlannedChange {
  return {
    kind: 'stage',
    action: 'update',
    subject: model,
    summary: `Move version ${entry.number} of "${model}" from ${from} to ${entry.stage}`,
    before: from,
    after: entry.stage,
    step: { do: 'move-stage', model, entry },
  };
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
