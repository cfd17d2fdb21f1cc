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

/** Options by name, with the document's own value among them even when it does not exist (yet). */
export function withOwn(names: readonly string[], own: string): { value: string; label: string }[] {
  const known = names.map((name) => ({ value: name, label: name }));
  return own === '' || names.includes(own) ? known : [...known, { value: own, label: `${own} (not found)` }];
}
