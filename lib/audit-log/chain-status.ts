import { assertMay, type Caller } from '../access/index.ts';
import { lastCheck, signedHead } from '../audit/index.ts';
import type { ChainStatus, SignedHead } from './schemas.ts';

/** What the last check of the hash chain found. */
export async function chainStatus(caller: Caller): Promise<ChainStatus> {
  assertMay(caller, 'audit.read');
  const [{ sequence }, check] = await Promise.all([signedHead(), lastCheck()]);
  return {
    entries: sequence,
    check: check && {
      at: check.checkedAt.toISOString(),
      fullAt: check.fullCheckedAt.toISOString(),
      sequence: check.sequence,
      problems: check.problems,
    },
  };
}

/** The signed end of the chain, for keeping elsewhere. */
export function readHead(caller: Caller): Promise<SignedHead> {
  assertMay(caller, 'audit.read');
  return signedHead();
}
