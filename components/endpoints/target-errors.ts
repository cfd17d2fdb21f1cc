import type { FieldErrors, FieldValues } from 'react-hook-form';
import type { TargetErrors } from './target-values.ts';

/** The messages of a form's `target`, by field. */
export function targetErrors(errors: FieldErrors<FieldValues>[string]): TargetErrors {
  if (errors === undefined) return {};
  return Object.fromEntries(
    Object.entries(errors).flatMap(([field, error]) =>
      typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
        ? [[field, error.message]]
        : [],
    ),
  );
}
