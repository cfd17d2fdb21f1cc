import { enqueue } from '../../jobs/index.ts';
import { lastDue, nextDue } from './calendar.ts';
import { calendarOf } from './present-report.ts';
import { sendReportJob } from './report-jobs.ts';
import { changeReport, databaseNow, insertRun, lockDueReports, transaction } from './report-store.ts';

const batch = 50;

/**
 * Gives every report that is due its letter to make and its next time, in one transaction. After a time without workers one
 * letter is made, of the period that ended last. @returns how many were due
 */
export async function planReports(): Promise<number> {
  let planned = 0;
  for (let found = batch; found === batch; planned += found) {
    found = await transaction(async (tx) => {
      const due = await lockDueReports(tx, batch);
      const now = await databaseNow(tx);
      for (const report of due) {
        const { id, nextAt } = report;
        if (nextAt === null) continue;
        const calendar = calendarOf(report);
        const dueAt = lastDue(calendar, nextAt, now);
        await changeReport(tx, id, { nextAt: nextDue(calendar, now) });
        if (!(await insertRun(tx, id, dueAt))) continue;
        await enqueue(tx, sendReportJob, { reportId: id, dueAt: dueAt.toISOString() });
      }
      return due.length;
    });
  }
  return planned;
}
