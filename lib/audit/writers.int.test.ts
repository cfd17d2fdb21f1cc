/** Writers that are other processes: many at once, killed in the middle, and the command that checks what they left. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { dataFolder } from '../../e2e/support/test-database.ts';
import { pgTransaction, pool, transaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { recordAudit, signedHead, verifyChain } from './index.ts';

const root = path.join(import.meta.dirname, '../..');
const actor = { kind: 'user', id: newId(), name: 'Ada', address: null };
const subject = { kind: 'model', id: newId(), name: 'm' };

function write(action: string): Promise<void> {
  return transaction((tx) => recordAudit(tx, actor, { action, subject }));
}

/** A process that writes events and never commits the last ones; says so, and waits to be killed. */
const script = `
  const { transaction } = await import('./lib/platform/db.ts');
  const { recordAudit } = await import('./lib/audit/index.ts');
  const actor = { kind: 'user', id: null, name: 'victim', address: null };
  const subject = { kind: 'model', id: 'x', name: 'x' };
  await transaction((tx) => recordAudit(tx, actor, { action: 'x.committed', subject }));
  await transaction(async (tx) => {
    await recordAudit(tx, actor, { action: 'x.lost', subject });
    // Takes the head's lock early, as a COMMIT that was cut off has.
    await tx.$executeRawUnsafe('SET CONSTRAINTS ALL IMMEDIATE');
    console.log('ready');
    await new Promise(() => setInterval(() => undefined, 1000));
  });
`;

async function ready(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes('ready')) return;
  throw new Error('The writer ended before it was ready.');
}

it('goes on after writers that were killed in the middle, without a gap', async () => {
  await write('x.before');
  for (let round = 0; round < 2; round++) {
    const args = ['--input-type=module', '-e', script];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    await ready(child);
    const waiting = write('x.behind');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await waiting;
  }
  const { rows } = await pool().query('SELECT action FROM audit_event ORDER BY id');
  expect(rows.map((row) => row.action)).not.toContain('x.lost');
  expect(await verifyChain()).toMatchObject({ entries: 5, sequence: 5, problems: [] });
});

const run = promisify(execFile);

async function command(...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout } = await run(process.execPath, ['bin/audit-verify.ts', ...args], { cwd: root });
    return { code: 0, output: stdout };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, output: failed.stdout + failed.stderr };
  }
}

it('is checked by the command, against a head that was kept elsewhere', async () => {
  const head = await signedHead();
  const folder = await mkdtemp(path.join(dataFolder, 'head-'));
  const kept = path.join(folder, 'head.json');
  const forged = path.join(folder, 'forged.json');
  await writeFile(kept, JSON.stringify(head));
  await writeFile(forged, JSON.stringify({ ...head, sequence: head.sequence - 1 }));
  expect(await command('--head', kept)).toMatchObject({ code: 0, output: expect.stringContaining('intact') });
  expect(await command('--head', forged)).toMatchObject({
    code: 1,
    output: expect.stringContaining('signature'),
  });
  expect((await command('--head', path.join(folder, 'none.json'))).code).toBe(2);
  await pgTransaction(async (client) => {
    await client.query("SET LOCAL session_replication_role = 'replica'");
    await client.query("UPDATE audit_event SET actor_name = 'Eve' WHERE action = 'x.before'");
  });
  const { code, output } = await command('--json');
  expect(code).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ intact: false, problems: [{ kind: 'changed', sequence: 1 }] });
});
