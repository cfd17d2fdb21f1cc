import type { Document } from 'yaml';
import type { ChainProblem } from '#lib/chain/schemas.ts';
import type { ChainFields, ChainForm } from './chain-document.ts';
import type { FormOptions } from './form-options.ts';
import type { YamlPath } from './yaml-edit.ts';

/** What every group of the form's fields gets. */
export interface FormPartProps {
  form: ChainForm;
  change: (values: Partial<ChainFields>) => void;
  /** Changes the document itself: for lists. */
  edit: (change: (document: Document) => void) => void;
  problems: readonly ChainProblem[];
  options: FormOptions;
}

/** What the server found wrong at a place or below it. */
export function problemAt(problems: readonly ChainProblem[], path: YamlPath): string | undefined {
  const at = path.join('.');
  return problems.find((problem) => problem.path === at || problem.path.startsWith(`${at}.`))?.message;
}

interface NamedOption {
  value: string;
  label: string;
}

/** Options by name, with the document's own value among them even when it does not exist. `names` undefined: not known yet. */
export function withOwn(names: readonly string[] | undefined, own: string): NamedOption[] {
  const known = names?.map((name) => ({ value: name, label: name })) ?? [];
  if (own === '' || names?.includes(own)) return known;
  return [...known, { value: own, label: names === undefined ? own : `${own} (not found)` }];
}

export interface Keyed<Item> {
  key: string;
  item: Item;
  index: number;
}

/** Items of a list that have no id, each with a key by its name that stays while others come and go. */
export function keyed<Item>(items: readonly Item[], nameOf: (item: Item) => string): Keyed<Item>[] {
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const name = nameOf(item);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return { key: `${name} ${nth}`, item, index };
  });
}
