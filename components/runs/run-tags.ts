/** Tags that MLflow's clients write by themselves, as facts of a run; the others are the team's own. */

const systemPrefix = 'mlflow.';

export function ownTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith(systemPrefix)));
}

export interface RunSource {
  /** A file, a notebook, a job; empty when it is not known. */
  name: string;
  /** `LOCAL`, `NOTEBOOK`, `JOB`, `PROJECT` in words; null when it is not known. */
  type: string | null;
  commit: string | null;
  branch: string | null;
  repository: string | null;
}

const typeWords: Readonly<Record<string, string>> = {
  LOCAL: 'a local script',
  NOTEBOOK: 'a notebook',
  JOB: 'a job',
  PROJECT: 'an MLflow project',
};

/** What was executed; null when the client did not say. */
export function sourceOf(tags: Readonly<Record<string, string>>): RunSource | null {
  const of = (key: string) => tags[`mlflow.source.${key}`] || null;
  const type = of('type');
  const commit = of('git.commit');
  if (of('name') === null && type === null && commit === null) return null;
  return {
    name: of('name') ?? '',
    type: type === null ? null : (typeWords[type] ?? type.toLowerCase()),
    commit,
    branch: of('git.branch'),
    repository: of('git.repoURL'),
  };
}
