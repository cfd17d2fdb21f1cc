import { assertMayAt, type Caller } from '../access/index.ts';
import type { ExecutableChain } from '../chain/schemas.ts';
import type { VersionSource } from './schemas.ts';

/**
 * A version answers with the passages of the knowledge base it searches, in its dry run first of all, so whoever registers it
 * must be able to read that; and it says which version it was made from.
 */
export function assertMayBuildOn(caller: Caller, chain: ExecutableChain, from: VersionSource): void {
  const knowledge = chain.retrieval?.knowledge;
  if (knowledge !== undefined) assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name: knowledge });
  if (from.kind === 'version') assertMayAt(caller, 'models.read', { kind: 'model', name: from.model });
}
