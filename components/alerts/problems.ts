'use client';

/** What is wrong with a rule that is being written, field by field, in words. */
import { createContext, useContext } from 'react';
import {
  isGroupLabel,
  labelNameSchema,
  labelValueSchema,
  type RuleInput,
  ruleInputSchema,
} from '#lib/alerts/schemas.ts';
import { ApiError } from '#lib/client/api.ts';

/** By path, e.g. `document.runbook` or `labels.0.name`. */
export type Problems = Readonly<Record<string, string>>;

export const noProblems: Problems = {};

const ProblemsContext = createContext<Problems>(noProblems);
export const ProblemsProvider = ProblemsContext.Provider;

/** What is wrong with a field; undefined when nothing is. */
export function useProblem(path: string): string | undefined {
  return useContext(ProblemsContext)[path];
}

/** A label as it is typed: while it is, two may be called the same, or nothing. */
export interface LabelRow {
  name: string;
  value: string;
}

export function labelRows(labels: Readonly<Record<string, string>>): LabelRow[] {
  return Object.entries(labels).map(([name, value]) => ({ name, value }));
}

/** Rows with nothing in them are no labels. */
const isEmpty = ({ name, value }: LabelRow) => name.trim() === '' && value.trim() === '';

export function labelsOf(rows: readonly LabelRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter((row) => !isEmpty(row)).map(({ name, value }) => [name.trim(), value.trim()]),
  );
}

export function labelProblems(rows: readonly LabelRow[]): Problems {
  const problems: Record<string, string> = {};
  const seen = new Set<string>();
  for (const [place, row] of rows.entries()) {
    if (isEmpty(row)) continue;
    const name = row.name.trim();
    const wrong = nameProblem(name, seen);
    if (wrong !== undefined) problems[`labels.${place}.name`] = wrong;
    const value = labelValueSchema.safeParse(row.value);
    if (!value.success)
      problems[`labels.${place}.value`] = value.error.issues[0]?.message ?? 'This cannot be a value.';
    seen.add(name);
  }
  return problems;
}

function nameProblem(name: string, seen: ReadonlySet<string>): string | undefined {
  if (name === '') return 'Give the label a name.';
  if (seen.has(name)) return `There is a label "${name}" already.`;
  if (isGroupLabel(name)) return `"${name}" is set by what fires. Choose another name.`;
  const known = labelNameSchema.safeParse(name);
  return known.success ? undefined : known.error.issues[0]?.message;
}

/** The rule to save, or what is wrong with it. */
export function checkedRule(
  draft: RuleInput,
  labels: readonly LabelRow[],
): { input: RuleInput; problems: null } | { input: null; problems: Problems } {
  const own = labelProblems(labels);
  const document = { ...draft.document, labels: Object.keys(own).length === 0 ? labelsOf(labels) : {} };
  const parsed = ruleInputSchema.safeParse({ ...draft, document });
  if (parsed.success && Object.keys(own).length === 0) return { input: parsed.data, problems: null };
  const issues = parsed.success ? [] : parsed.error.issues;
  return { input: null, problems: { ...byPath(issues), ...own } };
}

function byPath(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Problems {
  const problems: Record<string, string> = {};
  for (const { path, message } of issues) problems[path.map(String).join('.')] ??= message;
  return problems;
}

/** What the server found wrong, by field. */
export function problemsOf(error: unknown): Problems {
  if (!(error instanceof ApiError)) return noProblems;
  return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
}

const places: readonly [RegExp, string][] = [
  [/^name$/, 'Name'],
  [/^labels|^document\.labels/, 'Labels'],
  [/^document\.signal\.windows/, 'Windows'],
  [/^document\.signal\.condition/, 'Condition'],
  [/^document\.signal/, 'Metric'],
  [/^document\.mutes/, 'Mute times'],
  [/^document\.runbook/, 'Runbook'],
  [/^document\.timeZone/, 'Time zone'],
  [/^document\.notify/, 'Told'],
  [/^document\.action/, 'When it fires'],
];

/** All that is wrong in one sentence each, with the name of its field. */
export function problemWords(problems: Problems): string | undefined {
  const said = Object.entries(problems).map(([path, message]) => {
    const place = places.find(([pattern]) => pattern.test(path))?.[1];
    return place === undefined ? message : `${place}: ${message}`;
  });
  return said.length === 0 ? undefined : [...new Set(said)].join(' ');
}
