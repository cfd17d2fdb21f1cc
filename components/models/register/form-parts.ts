import type { ChainProblem } from '#lib/chain/schemas.ts';
import { type ChainField, type ChainForm, fieldPaths } from './chain-document.ts';
import type { FormOptions } from './form-options.ts';

/** What every group of the form's fields gets. */
export interface FormPartProps {
  form: ChainForm;
  change: (values: Partial<ChainForm>) => void;
  problems: readonly ChainProblem[];
  options: FormOptions;
}

/** What the server found wrong with a field's value. */
export function problemOf(problems: readonly ChainProblem[], field: ChainField): string | undefined {
  const path = fieldPaths[field].join('.');
  return problems.find((problem) => problem.path === path)?.message;
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
