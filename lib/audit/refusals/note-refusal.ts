import { isConnectionError, transaction } from '../../platform/db.ts';
import { GroupCommit } from '../../platform/group-commit.ts';
import { onShutdown } from '../../platform/lifecycle.ts';
import { log } from '../../platform/log.ts';
import { recordAudit } from '../record-audit.ts';
import { type FoldedRefusal, type Refusal, RefusalFold } from './fold-refusals.ts';

const windowMs = 60_000;

interface RefusalLog {
  fold: RefusalFold;
  commit: GroupCommit<FoldedRefusal>;
  timer: NodeJS.Timeout | undefined;
}

// Next's bundle and the server's own modules live in one process: one caller is folded once.
const registryKey = Symbol.for('slipway.refusals');
const registry = globalThis as { [registryKey]?: RefusalLog };

function refusalLog(): RefusalLog {
  registry[registryKey] ??= open();
  return registry[registryKey];
}

function open(): RefusalLog {
  onShutdown('refusals', flushRefusals);
  return {
    fold: new RefusalFold({ windowMs, maxKnown: 500, maxAnonymous: 100 }),
    commit: new GroupCommit<FoldedRefusal>({ write, isTransient: isConnectionError }),
    timer: undefined,
  };
}

/**
 * Records that something was refused, beside the answer and never in its way: at once the first time, and as a number each
 * minute while the same caller is refused the same again.
 */
export function noteRefusal(refusal: Refusal): void {
  const { fold } = refusalLog();
  const first = fold.note(refusal, Date.now());
  if (first !== null) append(first);
  scheduleTake();
}

/** Resolves when every refusal noted so far is in the log, or its write has failed and was told. */
export async function flushRefusals(): Promise<void> {
  const open = registry[registryKey];
  if (open === undefined) return;
  clearTimeout(open.timer);
  open.timer = undefined;
  for (const folded of open.fold.take()) append(folded);
  await open.commit.idle();
}

function append(refusal: FoldedRefusal): void {
  refusalLog()
    .commit.add(refusal)
    .catch((error: unknown) => log.error('a refusal could not be recorded', { refusal, error }));
}

function scheduleTake(): void {
  const open = refusalLog();
  open.timer ??= setTimeout(() => {
    open.timer = undefined;
    for (const folded of open.fold.take(Date.now())) append(folded);
    if (open.fold.size > 0) scheduleTake();
  }, windowMs).unref();
}

async function write(batch: readonly FoldedRefusal[]): Promise<void> {
  await transaction(async (tx) => {
    for (const { actor, action, subject, permission, reason, times } of batch) {
      await recordAudit(tx, actor, { action, subject, refused: true, after: { permission, reason, times } });
    }
  });
}
