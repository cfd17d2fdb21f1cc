import { assertMay, type Caller, mayAt } from '../access/index.ts';
import { readChainSource, toExecutable } from '../chain/index.ts';
import type { ChainValidation, VersionDocument } from '../chain/schemas.ts';
import { customStepProblems } from './custom-step-problems.ts';
import { type ReferenceFindings, referenceFindings } from './reference-findings.ts';

/** Everything but the dry run that `registerVersion` would refuse a YAML or JSON source for, at its place, changing nothing. */
export async function validateChain(caller: Caller, source: string): Promise<ChainValidation> {
  assertMay(caller, 'models.read');
  const read = readChainSource(source);
  if (read.document === null) return { document: null, problems: read.problems };
  const unreadable = unreadableKnowledge(caller, read.document);
  const missing = unreadable ?? (await referenceFindings(read.document)).problems;
  const found = [...missing, ...(await customStepProblems(read.document))];
  const problems = found.map((problem) => ({ ...problem, ...read.placeOf(problem.path) }));
  return { document: problems.length === 0 ? read.document : null, problems };
}

/** Whether there is such a knowledge base is not told to who may not read it. */
function unreadableKnowledge(
  caller: Caller,
  document: VersionDocument,
): ReferenceFindings['problems'] | null {
  const name = toExecutable(document).retrieval?.knowledge;
  if (name === undefined || mayAt(caller, 'knowledge.read', { kind: 'knowledge', name })) return null;
  const message = `You may not read a knowledge base named "${name}". Choose another, or ask for access to it.`;
  return [{ path: 'retrieval.knowledge', message }];
}
