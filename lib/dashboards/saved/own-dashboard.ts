import { assertMay, type Caller, userIdOf } from '../../access/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { isMine } from './present.ts';
import { countOwn, type DashboardRow, lockVisible, type Tx } from './saved-store.ts';
import { mostDashboards } from './schemas.ts';

/** Whose dashboards the caller changes. Throws `forbidden` for who may keep none, and for work nobody asked for. */
export function dashboardOwner(caller: Caller): string {
  assertMay(caller, 'dashboards.own');
  const userId = userIdOf(caller);
  if (userId !== null) return userId;
  throw new AppError('forbidden', 'A dashboard belongs to a person. Sign in, or use an API key of yours.');
}

/**
 * The dashboard, locked, for its owner to change. Throws `not_found` when the caller does not see it, and `forbidden` when
 * it is shared by somebody else.
 */
export async function lockOwn(tx: Tx, caller: Caller, id: string): Promise<DashboardRow> {
  const row = await lockVisible(tx, id, dashboardOwner(caller));
  if (row === null) throw notFound('This dashboard');
  if (isMine(caller, row)) return row;
  throw new AppError(
    'forbidden',
    'This dashboard is shared for reading; only its owner changes it. Duplicate it and change your copy.',
    { reason: 'not_owner' },
  );
}

/** Throws `conflict` when the person keeps as many as one may. */
export async function assertRoom(tx: Tx, userId: string): Promise<void> {
  if ((await countOwn(tx, userId)) < mostDashboards) return;
  throw new AppError(
    'conflict',
    `You keep ${mostDashboards} dashboards, and that is the most. Delete one you do not need, then try again.`,
    { reason: 'too_many' },
  );
}
