import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { maxViews, type View, type ViewInput, type ViewList, viewSchema } from './schemas.ts';
import {
  changeView,
  countViews,
  findViews,
  insertView,
  isUniqueViolation,
  lockView,
  removeView,
  transaction,
  type ViewRow,
} from './view-store.ts';

function presentView(row: ViewRow, ownerId: string): View {
  return viewSchema.parse({
    id: row.id,
    name: row.name,
    shared: row.shared,
    query: row.query,
    columns: row.columns,
    owner: { id: row.ownerId, name: row.ownerName },
    own: row.ownerId === ownerId,
    updatedAt: row.updatedAt.toISOString(),
  });
}

/** Who changed what about a view; not what is looked for in it, which may be a person's words. */
function auditView({ name, shared }: Pick<ViewInput, 'name' | 'shared'>) {
  return { name, shared };
}

function ownerOf(caller: Caller, permission: 'dashboards.own' | 'inferences.read') {
  assertMay(caller, permission);
  const id = userIdOf(caller);
  if (id === null) throw new AppError('forbidden', 'Views belong to people.');
  return { id, name: caller.name };
}

/** One's own views and those others share. */
export async function listViews(caller: Caller): Promise<ViewList> {
  const { id } = ownerOf(caller, 'inferences.read');
  return { items: (await findViews(id)).map((row) => presentView(row, id)) };
}

export async function createView(caller: Caller, input: ViewInput): Promise<View> {
  const owner = ownerOf(caller, 'dashboards.own');
  return transaction(async (tx) => {
    if ((await countViews(tx, owner.id)) >= maxViews) {
      throw new AppError('conflict', `You have ${maxViews} views already. Delete one first.`);
    }
    const view = presentView(await insertView(tx, owner, newId(), input), owner.id);
    const subject = { kind: 'view', id: view.id, name: view.name };
    await recordAudit(tx, caller, { action: 'view.created', subject, after: auditView(view) });
    return view;
  }).catch(nameTaken(input.name));
}

/** Others' views do not exist for whoever wants to change them. */
export async function updateView(caller: Caller, id: string, input: ViewInput): Promise<View> {
  const owner = ownerOf(caller, 'dashboards.own');
  return transaction(async (tx) => {
    const before = await lockView(tx, owner.id, id);
    if (before === null) throw notFound('This view');
    const view = presentView(await changeView(tx, id, input), owner.id);
    await recordAudit(tx, caller, {
      action: 'view.updated',
      subject: { kind: 'view', id, name: view.name },
      before: auditView(before),
      after: auditView(view),
    });
    return view;
  }).catch(nameTaken(input.name));
}

export async function deleteView(caller: Caller, id: string): Promise<void> {
  const owner = ownerOf(caller, 'dashboards.own');
  await transaction(async (tx) => {
    const row = await lockView(tx, owner.id, id);
    if (row === null) throw notFound('This view');
    await removeView(tx, id);
    await recordAudit(tx, caller, {
      action: 'view.deleted',
      subject: { kind: 'view', id, name: row.name },
      before: auditView(row),
    });
  });
}

function nameTaken(name: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `You have a view named "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'There is a view of this name already.' }],
    });
  };
}
