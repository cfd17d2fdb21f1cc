import { runIdSchema } from '#lib/tracking/schemas.ts';
import { mostCompared } from './run-columns-choice.ts';

export interface ComparedRow<T> {
  key: string;
  /** In the order of the runs; null where a run has none. */
  values: readonly (T | null)[];
  differs: boolean;
}

/** Rows that differ first; within each part their order stays. */
export function differencesFirst<Row extends { differs: boolean }>(rows: readonly Row[]): Row[] {
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}

/** Ids of an address: each once, what is no id left out, no more than can be compared. */
export function comparedIds(asked: readonly string[]): string[] {
  const known = asked.filter((id) => runIdSchema.safeParse(id).success);
  return [...new Set(known)].slice(0, mostCompared);
}

/** Names as labels of lines: those that several runs have are told apart by the end of their ids. */
export function runLabels(runs: readonly { id: string; name: string }[]): string[] {
  const count = (name: string) => runs.filter((run) => run.name === name).length;
  return runs.map(({ id, name }) => (count(name) > 1 ? `${name} …${id.slice(-6)}` : name));
}
