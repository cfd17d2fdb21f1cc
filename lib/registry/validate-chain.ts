import { assertMay, type Caller } from '../access/index.ts';
import { readChainSource } from '../chain/index.ts';
import type { ChainValidation } from '../chain/schemas.ts';
import { referenceProblems } from './check-chain.ts';

/** Everything `registerVersion` would refuse in a YAML or JSON source, with line and column, changing nothing. */
export async function validateChain(caller: Caller, source: string): Promise<ChainValidation> {
  assertMay(caller, 'models.read');
  const read = readChainSource(source);
  if (read.chain === null) return read;
  const problems = (await referenceProblems(read.chain)).map((problem) => ({
    ...problem,
    ...read.placeOf(problem.path),
  }));
  return { chain: problems.length === 0 ? read.chain : null, problems };
}
