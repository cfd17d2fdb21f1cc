import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { seal } from '../../platform/crypto.ts';
import { assertEgressAllowed, currentAllowance } from '../../platform/egress.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { type ScrapeTarget, type ScrapeTargetInput, scrapeTargetSchema } from './scrape-schemas.ts';
import {
  allTargets,
  changeTarget,
  findTarget,
  insertTarget,
  isUniqueViolation,
  lockTarget,
  removeTarget,
  type TargetRow,
  targetCount,
  transaction,
} from './scrape-store.ts';
import { scrapeTarget } from './scrape-target.ts';

const most = 100;

/** The servers whose figures are read, by name. */
export async function listTargets(caller: Caller): Promise<{ items: ScrapeTarget[] }> {
  assertMay(caller, 'telemetry.read');
  return { items: (await allTargets()).map(present) };
}

/** Throws `invalid` for an address that may not be opened, `conflict` for a name that is taken. */
export async function createTarget(caller: Caller, input: ScrapeTargetInput): Promise<ScrapeTarget> {
  assertMay(caller, 'telemetry.write');
  assertReachable(input);
  return transaction(async (tx) => {
    if ((await targetCount(tx)) >= most) {
      throw new AppError('invalid', `${most} servers are the most that can be scraped.`);
    }
    const row = await insertTarget(tx, { id: newId(), ...columnsOf(input, null) });
    await recordAudit(tx, caller, {
      action: 'scrape-target.created',
      subject: { kind: 'scrape-target', id: row.id, name: row.name },
      after: auditViewOf(row),
    });
    return present(row);
  }).catch(nameTaken(input.name));
}

/** Throws `not_found`, or `conflict` when somebody else changed it since `readAt`. */
export async function updateTarget(
  caller: Caller,
  id: string,
  input: ScrapeTargetInput,
  readAt: string | null,
): Promise<ScrapeTarget> {
  assertMay(caller, 'telemetry.write');
  assertReachable(input);
  return transaction(async (tx) => {
    const before = await lockTarget(tx, id);
    if (before === null) throw notFound('This server');
    assertUnchanged(before, readAt);
    assertTokenStays(before, input);
    const row = await changeTarget(tx, id, { ...columnsOf(input, before), dueAt: new Date() });
    await recordAudit(tx, caller, {
      action: 'scrape-target.updated',
      subject: { kind: 'scrape-target', id, name: row.name },
      before: auditViewOf(before),
      after: auditViewOf(row),
    });
    return present(row);
  }).catch(nameTaken(input.name));
}

export async function deleteTarget(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'telemetry.write');
  await transaction(async (tx) => {
    const row = await lockTarget(tx, id);
    if (row === null) throw notFound('This server');
    await removeTarget(tx, id);
    await recordAudit(tx, caller, {
      action: 'scrape-target.deleted',
      subject: { kind: 'scrape-target', id, name: row.name },
      before: auditViewOf(row),
    });
  });
}

/** Reads a server at once, and tells how it went. */
export async function tryTarget(caller: Caller, id: string): Promise<ScrapeTarget> {
  assertMay(caller, 'telemetry.write');
  const row = await findTarget(id);
  if (row === null) throw notFound('This server');
  await scrapeTarget(row);
  const after = await findTarget(id);
  if (after === null) throw notFound('This server');
  return present(after);
}

function assertReachable({ url, allowPrivateNetwork }: ScrapeTargetInput): void {
  assertEgressAllowed(new URL(url), currentAllowance(allowPrivateNetwork));
}

/** A token goes only to where it was entered for: whoever changes the server enters it again. */
function assertTokenStays(before: TargetRow, { url, token }: ScrapeTargetInput): void {
  const moved = new URL(url).origin !== new URL(before.url).origin;
  if (!moved || before.sealedToken === null || token !== undefined) return;
  throw new AppError('invalid', 'The address leads to another server. Enter the token again, or remove it.', {
    issues: [{ path: 'token', message: 'Enter the token again, or remove it.' }],
  });
}

function columnsOf({ token, ...input }: ScrapeTargetInput, before: TargetRow | null) {
  const kept = before?.sealedToken ?? null;
  const sealedToken = token === '' ? null : token === undefined ? kept : seal('scrape-target', token);
  return { ...input, sealedToken: sealedToken === null ? null : new Uint8Array(sealedToken) };
}

function present({ sealedToken, lastAt, updatedAt, ...row }: TargetRow): ScrapeTarget {
  return scrapeTargetSchema.parse({
    ...row,
    hasToken: sealedToken !== null,
    lastAt: lastAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  });
}

function auditViewOf({
  name,
  url,
  allowPrivateNetwork,
  metrics,
  everySeconds,
  enabled,
  sealedToken,
}: TargetRow) {
  return { name, url, allowPrivateNetwork, metrics, everySeconds, enabled, hasToken: sealedToken !== null };
}

function assertUnchanged({ name, updatedAt }: TargetRow, readAt: string | null): void {
  if (readAt === null || readAt.trim().replaceAll('"', '') === updatedAt.toISOString()) return;
  throw new AppError(
    'conflict',
    `"${name}" was changed by somebody else since you opened it. Reload it first.`,
    {
      reason: 'changed_since',
    },
  );
}

function nameTaken(name: string) {
  return (error: unknown): never => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `There is a server named "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'This name is taken.' }],
    });
  };
}
