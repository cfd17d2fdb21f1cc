import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DELETE as deleteOne, PUT as putOne } from '../../../app/api/reports/[id]/route.ts';
import { POST as sendOne } from '../../../app/api/reports/[id]/send/route.ts';
import { POST as add, GET as list } from '../../../app/api/reports/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { type FakeMail, startFakeMail } from '../../../e2e/support/fake-mail.ts';
import { record } from '../../../e2e/support/inference-record.ts';
import { runWorker, until } from '../../../e2e/support/knowledge.ts';
import { recordInference } from '../../inference/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool, prisma } from '../../platform/db.ts';
import { env } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { type Report, reportListSchema } from '../schemas.ts';
import { planReports } from './plan-reports.ts';
import { sendReport } from './send-report.ts';

let mail: FakeMail;
let stopWorker = async () => {};
let endpoint = '';

beforeAll(async () => {
  mail = await startFakeMail();
  endpoint = await makeEndpoint();
  await Promise.all(
    Array.from({ length: 3 }, () =>
      recordInference(
        record({ at: new Date(Date.now() - 300_000), endpoint: { id: null, name: endpoint, config: 1 } }),
      ),
    ),
  );
  stopWorker = await runWorker();
});

afterAll(async () => {
  await stopWorker();
  await closeJobs();
  await mail.stop();
});

/** The environment is read once; a test sets what its cases are about. */
const mailServer = (url: string | undefined) => Object.assign(env(), { SLIPWAY_SMTP_URL: url });
beforeEach(() => {
  mailServer(mail.url);
  mail.letters.length = 0;
});

async function makeEndpoint(): Promise<string> {
  const name = `ep-${newId().slice(-8)}`;
  await pool().query(
    `INSERT INTO endpoint (id, name, environment, updated_at) VALUES ($1, $2, 'production', now())`,
    [newId(), name],
  );
  return name;
}

const input = (change: Record<string, unknown> = {}) => ({
  name: 'Morning',
  cadence: 'daily',
  // Some two hours ago, so that what is due now tells of what happened since.
  hour: (new Date().getUTCHours() + 22) % 24,
  timeZone: 'UTC',
  ...change,
});

async function addReport({ cookie }: Account, change: Record<string, unknown> = {}): Promise<Report> {
  const answer = await call(add, { cookie, json: input(change) });
  expect(answer.status).toBe(201);
  return answer.body as Report;
}

const makeDue = ({ id }: Report) =>
  pool().query(
    `UPDATE report SET next_at = date_trunc('minute', now()) - interval '1 minute' WHERE id = $1`,
    [id],
  );

async function ofOwner({ cookie }: Account): Promise<Report[]> {
  return reportListSchema.parse((await call(list, { cookie })).body).items;
}

/** A letter of the test before may still be on its way. */
const lettersTo = (email: string) => mail.letters.filter(({ to }) => to.includes(email));

const ended = (account: Account) =>
  until('the report to be sent or skipped', async () => {
    const [report] = await ofOwner(account);
    return report?.lastRun && report.lastRun.state !== 'due' ? report : null;
  });

describe('a report that is due', () => {
  it('is one letter with its figures and the PDF, to its owner, however many plan it', async () => {
    const owner = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    const report = await addReport(owner);
    expect(Date.parse(report.nextAt ?? '')).toBeGreaterThan(Date.now());
    await makeDue(report);
    await Promise.all([planReports(), planReports(), planReports()]);
    expect((await ended(owner)).lastRun).toMatchObject({ state: 'sent', why: null });
    const letter = await until('the letter', async () => lettersTo(owner.email)[0] ?? null);
    expect(letter.to).toEqual([owner.email]);
    expect(letter.text).toContain('Subject: Morning: healthy');
    expect(letter.text).toMatch(/3 requests in (\d+ min|\d hours)/);
    expect(letter.text).toContain('Content-Type: text/html');
    expect(letter.text).toMatch(/filename=morning\.pdf/);
    expect(letter.text).toContain(Buffer.from('%PDF-1.').toString('base64').slice(0, 8));
    const [dueAgain] = await ofOwner(owner);
    expect(Date.parse(dueAgain?.nextAt ?? '')).toBeGreaterThan(Date.now());
    // A worker that died after handing it over, and another that runs the same job again.
    await sendReport({ reportId: report.id, dueAt: dueAgain?.lastRun?.dueAt ?? '' }, { lastTry: true });
    const { rows } = await pool().query(
      `SELECT count(*)::int AS count FROM notification WHERE dedupe_key LIKE $1`,
      [`report:${report.id}:%`],
    );
    expect(rows).toEqual([{ count: 1 }]);
    expect(lettersTo(owner.email)).toHaveLength(1);
  });

  it('is made once by two workers at the same moment', async () => {
    const owner = await addAccount('stakeholder');
    const report = await addReport(owner);
    const dueAt = '2026-11-20T07:00:00.000Z';
    await prisma().reportRun.create({ data: { reportId: report.id, dueAt, state: 'due' } });
    await Promise.all([1, 2, 3].map(() => sendReport({ reportId: report.id, dueAt }, { lastTry: true })));
    const { rows } = await pool().query(
      `SELECT count(*)::int AS count FROM notification WHERE dedupe_key = $1`,
      [`report:${report.id}:${dueAt}`],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('shows what its owner may see when it is sent, not when it was set up', async () => {
    const owner = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    const report = await addReport(owner);
    await prisma().grant.updateMany({
      where: { userId: owner.id },
      data: { scopeName: await makeEndpoint() },
    });
    await makeDue(report);
    await planReports();
    const letter = await until('the letter', async () => lettersTo(owner.email)[0] ?? null);
    expect(letter.text).toContain('Subject: Morning: quiet');
    expect(letter.text).not.toContain(endpoint);
  });

  it('is skipped, with the reason, where no mail server is set up', async () => {
    mailServer(undefined);
    const owner = await addAccount('stakeholder');
    await makeDue(await addReport(owner));
    await planReports();
    const { lastRun, enabled } = await ended(owner);
    expect(lastRun).toMatchObject({ state: 'skipped', why: expect.stringContaining('SLIPWAY_SMTP_URL') });
    expect(enabled).toBe(true);
    expect(reportListSchema.parse((await call(list, { cookie: owner.cookie })).body).mailConfigured).toBe(
      false,
    );
  });

  it('stops when the account of its owner is closed', async () => {
    const owner = await addAccount('stakeholder');
    const report = await addReport(owner);
    await prisma().user.update({ where: { id: owner.id }, data: { disabledAt: new Date() } });
    await makeDue(report);
    await planReports();
    const row = await until('the report to stop', async () => {
      const found = await prisma().report.findUniqueOrThrow({ where: { id: report.id } });
      return found.enabled ? null : found;
    });
    expect(row).toMatchObject({ nextAt: null, stoppedWhy: expect.stringContaining('closed') });
    expect(lettersTo(owner.email)).toEqual([]);
  });

  it('to named addresses is skipped once its owner may not write to them any more', async () => {
    const owner = await addAccount('mlops-engineer');
    const report = await addReport(owner, { addresses: ['board@x.example', 'ops@x.example'] });
    await makeDue(report);
    await planReports();
    await ended(owner);
    const named = ['board@x.example', 'ops@x.example'];
    const told = () => named.filter((email) => lettersTo(email).length === 1);
    await until('two letters', async () => (told().length === 2 ? true : null));
    mail.letters.length = 0;
    await prisma().grant.updateMany({ where: { userId: owner.id }, data: { role: 'stakeholder' } });
    await pool().query(`UPDATE report SET next_at = date_trunc('minute', now()) WHERE id = $1`, [report.id]);
    await planReports();
    const skipped = await until('it to be skipped', async () => {
      const [found] = await ofOwner(owner);
      return found?.lastRun?.state === 'skipped' ? found : null;
    });
    expect(skipped.lastRun?.why).toContain('notifications.write');
    expect(named.flatMap(lettersTo)).toEqual([]);
  });

  it('does not go to accounts that were closed since, and to nobody when all were', async () => {
    const [owner, left, stays] = await Promise.all([
      addAccount('mlops-engineer'),
      addAccount('stakeholder'),
      addAccount('stakeholder'),
    ]);
    const report = await addReport(owner, { addresses: [left.email.toUpperCase(), stays.email] });
    const close = ({ id }: Account) =>
      prisma().user.update({ where: { id }, data: { disabledAt: new Date() } });
    await close(left);
    await makeDue(report);
    await planReports();
    expect((await ended(owner)).lastRun?.state).toBe('sent');
    await until('the letter', async () => lettersTo(stays.email)[0] ?? null);
    expect(mail.letters.flatMap(({ to }) => to.map((address) => address.toLowerCase()))).not.toContain(
      left.email.toLowerCase(),
    );
    await close(stays);
    await pool().query(`UPDATE report SET next_at = date_trunc('minute', now()) WHERE id = $1`, [report.id]);
    await planReports();
    const skipped = await until('it to be skipped', async () => {
      const [found] = await ofOwner(owner);
      return found?.lastRun?.state === 'skipped' ? found : null;
    });
    expect(skipped.lastRun?.why).toContain('closed');
  });

  it('after days without a worker is one letter, and its next time lies ahead', async () => {
    const owner = await addAccount('stakeholder');
    const report = await addReport(owner);
    await pool().query(`UPDATE report SET next_at = now() - interval '5 days' WHERE id = $1`, [report.id]);
    await planReports();
    const { nextAt, lastRun } = await ended(owner);
    expect(Date.parse(nextAt ?? '')).toBeGreaterThan(Date.now());
    expect(Date.parse(lastRun?.dueAt ?? '')).toBeGreaterThan(Date.now() - 24 * 3_600_000);
    expect(await prisma().reportRun.count({ where: { reportId: report.id } })).toBe(1);
  });
});

describe('reports of one’s own', () => {
  it('are changed, sent by hand once a minute, and deleted on record', async () => {
    const owner = await addAccount('stakeholder');
    const { id } = await addReport(owner);
    const off = await call(putOne, {
      cookie: owner.cookie,
      params: { id },
      method: 'PUT',
      json: input({ enabled: false }),
    });
    expect(off.body).toMatchObject({ enabled: false, nextAt: null });
    const send = () => call(sendOne, { cookie: owner.cookie, params: { id }, method: 'POST' });
    expect((await Promise.all([send(), send(), send()])).map(({ status }) => status)).toEqual([
      204, 204, 204,
    ]);
    await ended(owner);
    expect(await prisma().reportRun.count({ where: { reportId: id } })).toBeLessThanOrEqual(2);
    expect((await call(deleteOne, { cookie: owner.cookie, params: { id }, method: 'DELETE' })).status).toBe(
      204,
    );
    const { rows } = await pool().query('SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id', [
      id,
    ]);
    expect(rows[0]).toEqual({ action: 'report.created' });
    expect(rows.at(-1)).toEqual({ action: 'report.deleted' });
  });

  it('do not exist for others, an owner included, and need rights to go to others', async () => {
    const [mine, other, owner, chatter] = await Promise.all([
      addAccount('stakeholder'),
      addAccount('stakeholder'),
      addAccount('owner'),
      addAccount('end-user'),
    ]);
    const { id } = await addReport(mine);
    for (const { cookie } of [other, owner]) {
      const put = await call(putOne, { cookie, params: { id }, method: 'PUT', json: input() });
      expect(put.status).toBe(404);
      expect((await call(sendOne, { cookie, params: { id }, method: 'POST' })).status).toBe(404);
      expect((await call(deleteOne, { cookie, params: { id }, method: 'DELETE' })).status).toBe(404);
      expect(await call(list, { cookie })).toMatchObject({ body: { items: [] } });
    }
    expect((await call(add, { cookie: chatter.cookie, json: input() })).status).toBe(403);
    const abroad = input({ addresses: ['somebody@x.example'] });
    expect((await call(add, { cookie: mine.cookie, json: abroad })).status).toBe(403);
    const self = input({ addresses: [mine.email] });
    expect((await call(add, { cookie: mine.cookie, json: self })).status).toBe(201);
  });

  it('are about endpoints one sees', async () => {
    const scope = { kind: 'endpoint', name: endpoint } as const;
    const reader = await addAccount('stakeholder', { scope });
    const elsewhere = await makeEndpoint();
    expect((await call(add, { cookie: reader.cookie, json: input({ endpoint: elsewhere }) })).status).toBe(
      404,
    );
    expect((await addReport(reader, { endpoint })).endpoint).toBe(endpoint);
  });
});
