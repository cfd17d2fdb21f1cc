import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { chainHash, parseChainSource } from '../chain/index.ts';
import { type Chain, chainSchema } from '../chain/schemas.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { assertServable } from './check-chain.ts';
import { presentVersion } from './present.ts';
import type { RegisteredVersion, RegisterVersion } from './schemas.ts';
import { insertVersion, latestVersion, lockModel, touchModel, transaction } from './store.ts';

/**
 * Adds the next version of a model. Numbers are consecutive and never used again; a version never changes.
 * Throws `not_found`, or `invalid` that lists what is wrong with the chain.
 */
export async function registerVersion(
  caller: Caller,
  name: string,
  input: RegisterVersion,
): Promise<RegisteredVersion> {
  assertMay(caller, 'models.write');
  const chain = chainOf(input);
  await assertServable(chain);
  const hash = chainHash(chain);
  return transaction(async (tx) => {
    const model = await lockModel(tx, name);
    const latest = await latestVersion(tx, model.id);
    const row = await insertVersion(tx, {
      id: newId(),
      modelId: model.id,
      number: (latest?.number ?? 0) + 1,
      chain,
      chainHash: hash,
      description: input.description,
      createdById: userIdOf(caller),
      createdByName: caller.name,
    });
    await touchModel(tx, model.id);
    await recordAudit(tx, caller, {
      action: 'version.registered',
      subject: { kind: 'model', id: model.id, name },
      after: { version: row.number, chainHash: hash, description: input.description },
    });
    await publishChange(tx, { topic: 'registry', key: name });
    const unchangedFrom = latest !== null && latest.chainHash === hash ? latest.number : null;
    return { ...presentVersion(model, row, []), unchangedFrom };
  });
}

function chainOf({ chain, source }: RegisterVersion): Chain {
  if (source !== undefined) return parseChainSource(source);
  if (chain !== undefined) return chainSchema.parse(chain);
  throw new AppError('invalid', 'Send the chain as an object or as YAML or JSON text.');
}
