import type { VersionDocument } from './schemas.ts';
import { type Problem, templateProblems } from './template-problems.ts';
import { toExecutable } from './to-executable.ts';

/** Every mistake in a document that its schema cannot see and that needs no look at this installation. */
export function documentProblems(document: VersionDocument): Problem[] {
  return templateProblems(toExecutable(document));
}
