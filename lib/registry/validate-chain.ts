import { assertMay, type Caller } from '../access/index.ts';
import { readChainSource } from '../chain/index.ts';
import type { ChainValidation } from '../chain/schemas.ts';
import { customStepProblems } from './custom-step-problems.ts';
import { referenceFindings } from './reference-findings.ts';

/** Everything but the dry run that `registerVersion` would refuse a YAML or JSON source for, at its place, changing nothing. */
export async function validateChain(caller: Caller, source: string): Promise<ChainValidation> {
  assertMay(caller, 'models.read');
  const read = readChainSource(source);
  if (read.document === null) return { document: null, problems: read.problems };
  const { problems: missing } = await referenceFindings(read.document);
  const found = [...missing, ...(await customStepProblems(read.document))];
  const problems = found.map((problem) => ({ ...problem, ...read.placeOf(problem.path) }));
  return { document: problems.length === 0 ? read.document : null, problems };
}
