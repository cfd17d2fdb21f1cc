/** Reports of one's own: adding, changing, deleting, and sending one at once. */
import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { env } from '../../platform/env.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Report, ReportInput, ReportList } from '../report-schemas.ts';
import { nextDue } from './calendar.ts';
import { assertMaySend, ownerOf } from './may-send.ts';
import { auditViewOf, presentReport } from './present-report.ts';
import { sendReportJob } from './report-jobs.ts';
import {
  changeReport,
  databaseNow,
  insertReport,
  insertRun,
  lockReport,
  lockReportsOf,
  removeReport,
  reportsOf,
  type Tx,
  transaction,
} from './report-store.ts';

const mostOfOnePerson = 20;

export async function listReports(caller: Caller): Promise<ReportList> {
  const rows = await reportsOf(ownerOf(caller));
  return { items: rows.map(presentReport), mailConfigured: env().SLIPWAY_SMTP_URL !== undefined };
}

function columnsOf({ endpoint, enabled, ...input }: ReportInput, now: Date) {
  return {
    ...input,
    enabled,
    endpointName: endpoint,
    nextAt: enabled ? nextDue(input, now) : null,
    stoppedWhy: null,
  };
}

/** Sent from its next time on. */
export async function createReport(caller: Caller, input: ReportInput): Promise<Report> {
  const ownerId = ownerOf(caller);
  await assertMaySend(caller, input);
  return transaction(async (tx) => {
    if ((await lockReportsOf(tx, ownerId)) >= mostOfOnePerson) throw tooMany();
    const columns = columnsOf(input, await databaseNow(tx));
    const report = presentReport(await insertReport(tx, { id: newId(), ownerId, ...columns }));
    await recordAudit(tx, caller, {
      action: 'report.created',
      subject: { kind: 'report', id: report.id, name: report.name },
      after: auditViewOf(report),
    });
    return report;
  });
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${mostOfOnePerson} reports, which is as many as can be kept. Delete one first.`,
    { reason: 'too_many' },
  );
}

/** One's own report as it is until the transaction ends; somebody else's does not exist. */
async function requireOwn(tx: Tx, caller: Caller, id: string): Promise<Report> {
  const row = await lockReport(tx, id);
  if (row === null || row.ownerId !== ownerOf(caller)) throw notFound('This report');
  return presentReport(row);
}

export async function updateReport(caller: Caller, id: string, input: ReportInput): Promise<Report> {
  ownerOf(caller);
  await assertMaySend(caller, input);
  return transaction(async (tx) => {
    const before = await requireOwn(tx, caller, id);
    const columns = columnsOf(input, await databaseNow(tx));
    const report = presentReport(await changeReport(tx, id, columns));
    await recordAudit(tx, caller, {
      action: 'report.updated',
      subject: { kind: 'report', id, name: report.name },
      before: auditViewOf(before),
      after: auditViewOf(report),
    });
    return report;
  });
}

export async function deleteReport(caller: Caller, id: string): Promise<void> {
  ownerOf(caller);
  await transaction(async (tx) => {
    const report = await requireOwn(tx, caller, id);
    await removeReport(tx, id);
    await recordAudit(tx, caller, {
      action: 'report.deleted',
      subject: { kind: 'report', id, name: report.name },
      before: auditViewOf(report),
    });
  });
}

/** Sends a report at once, besides its calendar; within one minute at most once. */
export async function sendReportNow(caller: Caller, id: string): Promise<void> {
  ownerOf(caller);
  await transaction(async (tx) => {
    const report = await requireOwn(tx, caller, id);
    const now = await databaseNow(tx);
    const dueAt = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
    if (!(await insertRun(tx, id, dueAt))) return;
    await enqueue(tx, sendReportJob, { reportId: id, dueAt: dueAt.toISOString() });
    await recordAudit(tx, caller, {
      action: 'report.sent-by-hand',
      subject: { kind: 'report', id, name: report.name },
    });
  });
}
