import { isDeepStrictEqual } from 'node:util';
import type { ModelPlan, PlannedChange } from './planned-change.ts';
import type { ModelDocument, VersionEntry } from './schemas.ts';
import { versionToYaml } from './to-yaml.ts';
import { wordsOf } from './words-of.ts';

/** Deletions stand apart: an endpoint or an alias may use a version until it is changed. */
export function planVersions(now: ModelDocument | null, wanted: ModelDocument): ModelPlan {
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
  const removals = wanted.versions
    .filter((entry) => entry.deleted && known.get(entry.number)?.deleted !== true)
    .map((entry) => deletion(wanted.name, entry, 'delete-version'));
  return { changes, removals, problems };
}

function changedDocument(model: string, number: number): string {
  return `Version ${number} of "${model}" exists with another document; versions never change. Add it as a new number.`;
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
  // What is deleted and stays so is nobody's concern.
  if (now.deleted && entry.deleted) return [];
  const changes: PlannedChange[] = [];
  if (now.deleted) changes.push(deletion(model, entry, 'restore-version'));
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

function deletion(
  model: string,
  entry: VersionEntry,
  step: 'delete-version' | 'restore-version',
): PlannedChange {
  const restores = step === 'restore-version';
  return {
    kind: 'version',
    action: restores ? 'update' : 'delete',
    subject: model,
    summary: `${restores ? 'Restore' : 'Delete'} version ${entry.number} of "${model}"`,
    before: null,
    after: null,
    step: { do: step, model, entry },
  };
}
