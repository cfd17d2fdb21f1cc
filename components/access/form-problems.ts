import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import { ApiError, describeError } from '#lib/client/api.ts';

/** Puts what the server found wrong beside the fields it names, or above the button. */
export function showProblem<Values extends FieldValues>(
  error: unknown,
  fields: readonly FieldPath<Values>[],
  setError: UseFormSetError<Values>,
): void {
  const issues = error instanceof ApiError ? error.issues : [];
  const placed = issues.filter((issue) => {
    const field = fields.find((name) => name === issue.path);
    if (field) setError(field, { message: issue.message }, { shouldFocus: true });
    return field !== undefined;
  });
  if (placed.length === 0) setError('root', { message: describeError(error).message });
}
