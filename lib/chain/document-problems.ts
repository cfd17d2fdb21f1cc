import { routingProblems } from './routing-problems.ts';
import type { VersionDocument } from './schemas.ts';
import { signatureProblems } from './signature-problems.ts';
import { stepProblems } from './step-problems.ts';
import { type Problem, templateProblems } from './template-problems.ts';
import { toExecutable } from './to-executable.ts';

/** Every mistake in a document that its schema cannot see and that needs no look at this installation. */
export function documentProblems(document: VersionDocument): Problem[] {
  const chain = toExecutable(document);
  return [
    ...signatureProblems(chain.input),
    ...templateProblems(chain),
    ...stepProblems(chain),
    ...routingProblems(chain),
  ];
}
