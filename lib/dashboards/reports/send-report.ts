import { type Caller, callerOfUser, may } from '../../access/index.ts';
import type { JobRun } from '../../jobs/index.ts';
import { consoleAddress, notify } from '../../notifications/index.ts';
import { env } from '../../platform/env.ts';
import { AppError } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import type { Report } from '../report-schemas.ts';
import { periodOf } from './calendar.ts';
import { htmlOf, subjectOf, textOf } from './letter.ts';
import { assertMaySend } from './may-send.ts';
import { presentReport } from './present-report.ts';
import { type ReportContent, readReport } from './report-content.ts';
import {
  changeReport,
  closedAmong,
  endRun,
  findReport,
  lockDueRun,
  type ReportRow,
  transaction,
} from './report-store.ts';

/** Why a letter is not made, in words for the report's owner. */
type Skipped = { skip: string; stop?: true };

/**
 * Makes the letter of one time and hands it to the outbox, in the transaction that notes it as sent: however often this runs,
 * one time has one letter. What it shows is what the owner may see now. An account that is closed stops its reports, and gets
 * none of others any more.
 */
export async function sendReport(
  { reportId, dueAt }: { reportId: string; dueAt: string },
  { lastTry }: Pick<JobRun, 'lastTry'>,
): Promise<void> {
  const row = await findReport(reportId);
  if (row === null) return;
  const due = new Date(dueAt);
  const owner = await callerOfUser(row.ownerId);
  const report = presentReport(row);
  const obstacle = await obstacleTo(owner, report);
  if (owner === null || obstacle !== null) return skip(row, due, obstacle ?? accountGone);
  const emails = await receiversOf(report, owner.email);
  if (emails.length === 0) return skip(row, due, nobodyLeft);
  try {
    await handOver(report, due, emails, await contentOf(owner, report, due));
  } catch (error) {
    if (!lastTry) throw error;
    log.error('a report could not be made', { error, report: reportId });
    await skip(row, due, { skip: 'It could not be made; the log of the worker has the reason.' });
  }
}

const nobodyLeft: Skipped = { skip: 'Every account it is for is closed. Name other addresses.' };

async function receiversOf({ addresses }: Report, own: string): Promise<string[]> {
  if (addresses.length === 0) return [own];
  const closed = await closedAmong(addresses);
  return addresses.filter((address) => !closed.has(address));
}

const accountGone: Skipped = { skip: 'The account of its owner is closed or may not sign in.', stop: true };

async function obstacleTo(owner: Caller | null, report: Report): Promise<Skipped | null> {
  if (owner === null) return accountGone;
  if (env().SLIPWAY_SMTP_URL === undefined) return { skip: 'No mail server is set up (SLIPWAY_SMTP_URL).' };
  if (!may(owner, 'dashboards.own')) return { skip: 'Its owner may keep no reports any more.' };
  try {
    await assertMaySend(owner, report);
    return null;
  } catch (error) {
    if (error instanceof AppError) return { skip: error.message };
    throw error;
  }
}

function contentOf(owner: Caller, report: Report, due: Date): Promise<ReportContent> {
  const { name, timeZone, endpoint, environment } = report;
  return readReport(owner, name, {
    ...periodOf(report, due),
    timeZone,
    endpoint: endpoint ?? undefined,
    environment: environment ?? undefined,
  });
}

async function handOver(report: Report, due: Date, emails: string[], content: ReportContent): Promise<void> {
  // Loaded with the first report: only workers that send one pay for the drawing.
  const { drawReport } = await import('../pdf/draw-report.ts');
  const pdf = await drawReport(content);
  const link = overviewPath(content);
  await transaction(async (tx) => {
    if (!(await lockDueRun(tx, report.id, due))) return;
    await notify(tx, {
      topic: 'report.due',
      title: subjectOf(content),
      text: textOf(content),
      html: htmlOf(content, consoleAddress(link)),
      files: [{ name: `${fileName(report.name)}.pdf`, mediaType: 'application/pdf', content: pdf }],
      link,
      dedupeKey: `report:${report.id}:${due.toISOString()}`,
      to: { subscribers: false, emails },
    });
    await endRun(tx, report.id, due, 'sent', null);
  });
}

async function skip(row: ReportRow, due: Date, { skip: why, stop }: Skipped): Promise<void> {
  await transaction(async (tx) => {
    await endRun(tx, row.id, due, 'skipped', why);
    if (stop) await changeReport(tx, row.id, { enabled: false, nextAt: null, stoppedWhy: why });
  });
}

function overviewPath({ scope: { from, to, endpoint, environment } }: ReportContent): string {
  const search = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
  if (endpoint !== undefined) search.set('endpoint', endpoint);
  if (environment !== undefined) search.set('env', environment);
  return `/overview?${search}`;
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'report'
  );
}
