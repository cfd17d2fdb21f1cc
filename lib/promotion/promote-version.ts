import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { diffDocuments } from '../chain/index.ts';
import { type Tx, transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { lockStageIn, moveAliasIn, transitionStageIn } from '../registry/index.ts';
import { promotionChecks } from './promotion-checks.ts';
import { promotionState } from './promotion-state.ts';
import type { PromoteVersion, PromotionCheck, PromotionResult } from './schemas.ts';

/**
 * Puts a version into a stage and moves the chosen aliases to it, all or nothing, after every check was made once more.
 * Throws `not_found`; `conflict` with the reason `promotion_check_failed`, `stage_changed` when the stage means another
 * version than the person saw, or `higher_version_stays` when it would go on meaning a higher one.
 */
export async function promoteVersion(
  caller: Caller,
  name: string,
  number: number,
  input: PromoteVersion,
): Promise<PromotionResult> {
  assertMayAt(caller, 'models.promote', { kind: 'model', name });
  const state = await promotionState(name, number, input.to);
  assertUnchanged(state.current?.number ?? null, input);
  const differences = state.current === null ? [] : diffDocuments(state.current.chain, state.version.chain);
  const checks = await promotionChecks(state, differences.length);
  assertNoneFailed(checks);
  return transaction((tx) => promoteIn(tx, caller, name, number, input, checks));
}

async function promoteIn(
  tx: Tx,
  caller: Caller,
  name: string,
  number: number,
  input: PromoteVersion,
  checks: PromotionCheck[],
): Promise<PromotionResult> {
  const { to, archiveExisting, reason, ticket } = input;
  const { modelId, version: previous } = await lockStageIn(tx, name, to);
  assertUnchanged(previous, input);
  assertBecomesMeant(previous, number, input);
  const moves = await transitionStageIn(tx, caller, name, number, {
    stage: to,
    archiveExisting,
    reason,
    ticket,
  });
  const archived = moves.filter((move) => move.version !== number).map((move) => move.version);
  const aliases: PromotionResult['aliases'] = [];
  for (const alias of new Set(input.aliases)) {
    const { fromVersion } = await moveAliasIn(tx, caller, name, alias, { version: number, reason, ticket });
    if (fromVersion !== number) aliases.push({ alias, fromVersion });
  }
  if (moves.length > 0 || aliases.length > 0) {
    await recordAudit(tx, caller, {
      action: 'version.promoted',
      subject: { kind: 'model', id: modelId, name },
      before: { [to]: previous, aliases },
      after: { [to]: number, archived, reason, ticket, checks },
      ticket,
    });
  }
  return { model: name, version: number, to, previous, archived, aliases, checks };
}

function assertUnchanged(current: number | null, { expectedCurrent, to }: PromoteVersion): void {
  if (current === expectedCurrent) return;
  const means = current === null ? 'is empty' : `means version ${current}`;
  throw new AppError(
    'conflict',
    `Somebody else changed the stage "${to}": it ${means} now. Look at the promotion again.`,
    { reason: 'stage_changed' },
  );
}

/** A stage means its highest number: a lower one comes to serve only when the higher ones leave. */
function assertBecomesMeant(
  previous: number | null,
  number: number,
  { archiveExisting, to }: PromoteVersion,
): void {
  if (archiveExisting || previous === null || previous <= number) return;
  throw new AppError(
    'conflict',
    `The stage "${to}" would still mean version ${previous}, the highest number in it. Archive the others along with the promotion.`,
    { reason: 'higher_version_stays' },
  );
}

function assertNoneFailed(checks: readonly PromotionCheck[]): void {
  const failed = checks.filter((check) => check.status === 'failed');
  const first = failed[0];
  if (first === undefined) return;
  throw new AppError('conflict', `The version was not promoted. ${first.title}: no. ${first.detail}`, {
    reason: 'promotion_check_failed',
    issues: failed.map(({ id, detail }) => ({ path: id, message: detail })),
  });
}
