import { assertMayAt, type Caller } from '../access/index.ts';
import { diffDocuments } from '../chain/index.ts';
import { notFound } from '../platform/errors.ts';
import { promotionChecks } from './promotion-checks.ts';
import { followersOf, promotionState, summaryOf } from './promotion-state.ts';
import type { PromotionPreview, PromotionTarget } from './schemas.ts';

/** Everything a person weighs before promoting, or before proposing to: checks made now, what changes, and who is served by it. Throws `not_found`. */
export async function previewPromotion(
  caller: Caller,
  name: string,
  number: number,
  to: PromotionTarget,
): Promise<PromotionPreview> {
  assertMayAt(caller, 'models.read', { kind: 'model', name });
  const state = await promotionState(name, number, to);
  const { model, current } = state;
  const differences = current === null ? [] : diffDocuments(current.chain, state.version.chain);
  const [checks, followers] = await Promise.all([
    promotionChecks(state, differences.length),
    followersOf(state),
  ]);
  const version = summaryOf(state, number);
  if (version === null) throw notFound(`Version ${number} of the model "${name}"`);
  return {
    model: name,
    version,
    to,
    checks,
    current: current === null ? null : summaryOf(state, current.number),
    differences,
    followers,
    aliases: model.aliases,
    wouldArchive: model.stages[to].filter((other) => other !== number),
  };
}
