import { isDeepStrictEqual } from 'node:util';
import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { seal } from '../platform/crypto.ts';
import { assertEgressAllowed, currentAllowance } from '../platform/egress.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { exportLogJob } from './jobs.ts';
import { auditViewOf, presentExport } from './present.ts';
import { type ExportTarget, exportTargetSchema, type LogExport, type LogExportInput } from './schemas.ts';
import {
  changeExport,
  type ExportRow,
  forgetFiles,
  insertExport,
  isUniqueViolation,
  lockExport,
  markAllStale,
  type Tx,
  transaction,
} from './store.ts';

/** Adds an export; its first run follows at night, or when it is asked for. */
export async function createLogExport(caller: Caller, input: LogExportInput): Promise<LogExport> {
  assertMay(caller, 'telemetry.write');
  assertReachable(input.target);
  if (input.target.kind === 's3' && input.secretAccessKey === undefined) throw secretNeeded();
  const { secretAccessKey, ...data } = input;
  return transaction(async (tx) => {
    const row = await insertExport(tx, { id: newId(), ...data, sealedSecret: sealed(input) ?? null });
    await recordAudit(tx, caller, {
      action: 'log-export.created',
      subject: { kind: 'log-export', id: row.id, name: row.name },
      after: auditViewOf(row),
    });
    return presentExport(row, undefined, undefined);
  }).catch(nameTaken(input.name));
}

/**
 * Changes an export. Files of another place are written there anew; those at the old one stay where they are. Throws
 * `not_found`, and `invalid` when the kept secret would go to another server.
 */
export async function updateLogExport(caller: Caller, id: string, input: LogExportInput): Promise<LogExport> {
  assertMay(caller, 'telemetry.write');
  assertReachable(input.target);
  return transaction(async (tx) => {
    const before = await lockExport(tx, id);
    if (before === null) throw notFound('This export');
    assertSecretStays(before, input);
    const { secretAccessKey, ...data } = input;
    const secret = sealed(input);
    const row = await changeExport(tx, id, {
      ...data,
      ...(input.target.kind === 'folder' ? { sealedSecret: null } : secret && { sealedSecret: secret }),
    });
    await settleFiles(tx, before, row);
    await recordAudit(tx, caller, {
      action: 'log-export.updated',
      subject: { kind: 'log-export', id, name: row.name },
      before: auditViewOf(before),
      after: { ...auditViewOf(row), secretChanged: secretAccessKey !== undefined },
    });
    return presentExport(row, undefined, undefined);
  }).catch(nameTaken(input.name));
}

/** Whoever makes an export show less does not wait for the night. */
async function settleFiles(tx: Tx, before: ExportRow, after: ExportRow): Promise<void> {
  if (!isDeepStrictEqual(placeOf(before), placeOf(after))) return forgetFiles(tx, after.id);
  const narrower = !isDeepStrictEqual(before.endpoints, after.endpoints);
  if (before.includeText === after.includeText && !narrower) return;
  if (before.includeText !== after.includeText) await markAllStale(tx, after.id);
  await enqueue(tx, exportLogJob, { exportId: after.id, cause: 'request' }, { key: after.id });
}

function placeOf({ target }: ExportRow) {
  const read = exportTargetSchema.parse(target);
  if (read.kind === 'folder') return read;
  const { url, bucket, prefix } = read;
  return { url, bucket, prefix };
}

function assertReachable(target: ExportTarget): void {
  if (target.kind === 'folder') return;
  assertEgressAllowed(new URL(target.url), currentAllowance(target.allowPrivateNetwork));
}

/** The kept key goes to the server it was entered for: whoever names another one enters it again. */
function assertSecretStays(before: ExportRow, { target, secretAccessKey }: LogExportInput): void {
  if (target.kind === 'folder' || secretAccessKey !== undefined) return;
  const known = exportTargetSchema.parse(before.target);
  const same =
    known.kind === 's3' &&
    new URL(known.url).origin === new URL(target.url).origin &&
    known.accessKeyId === target.accessKeyId;
  if (!same) throw secretNeeded();
}

function secretNeeded(): AppError {
  return new AppError('invalid', 'Enter the secret access key for this bucket.', {
    issues: [{ path: 'secretAccessKey', message: 'Enter the secret access key.' }],
  });
}

function sealed({ target, secretAccessKey }: LogExportInput): Uint8Array<ArrayBuffer> | null {
  return target.kind === 'folder' || secretAccessKey === undefined
    ? null
    : seal('log-export', secretAccessKey);
}

function nameTaken(name: string) {
  return (error: unknown): never => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `There is an export called "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'This name is taken.' }],
    });
  };
}
