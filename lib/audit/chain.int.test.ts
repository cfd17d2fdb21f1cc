import '../../e2e/support/test-database.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { pgTransaction, pool, transaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { eraseAuditPersonal, recordAudit, verifyChain } from './index.ts';

const ada = { kind: 'user', id: newId(), name: 'Ada', address: '10.0.0.1', userAgent: 'Test' };
const bob = { kind: 'user', id: newId(), name: 'Bob', address: '10.0.0.2' };
const model = { kind: 'model', id: newId(), name: 'assistant' };

function write(number: number, actor: typeof bob = ada): Promise<void> {
  return transaction((tx) =>
    recordAudit(tx, actor, {
      action: 'alias.moved',
      subject: model,
      before: { version: number },
      after: { version: number + 1, share: 1.5, note: 'naïve "quote" ✓' },
      ticket: 'OPS-1',
    }),
  );
}

async function writeMany(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) await write(number);
}

/** What somebody does who owns the database. */
function tamper(sql: string, values: unknown[] = []): Promise<void> {
  return pgTransaction(async (client) => {
    await client.query("SET LOCAL session_replication_role = 'replica'");
    await client.query(sql, values);
  });
}

async function problemsOf(): Promise<[string, number | null][]> {
  const { problems } = await verifyChain();
  return problems.map(({ kind, sequence }) => [kind, sequence]);
}

beforeEach(async () => {
  await tamper('DELETE FROM audit_event');
  await tamper('DELETE FROM audit_link');
  await tamper('DELETE FROM audit_erasure');
  await tamper("UPDATE audit_head SET sequence = 0, hash = decode(repeat('00', 32), 'hex')");
});

describe('the chain', () => {
  it('is intact when nobody touched it, empty or not', async () => {
    expect(await problemsOf()).toEqual([]);
    await writeMany(5);
    const { problems, entries, sequence, erased } = await verifyChain();
    expect({ problems, entries, sequence, erased }).toEqual({
      problems: [],
      entries: 5,
      sequence: 5,
      erased: 0,
    });
  });

  it('links several events of one transaction in their order, and none of one that fails', async () => {
    await transaction(async (tx) => {
      for (const action of ['a.first', 'a.second', 'a.third'])
        await recordAudit(tx, ada, { action, subject: model });
    });
    const failed = transaction(async (tx) => {
      await recordAudit(tx, ada, { action: 'a.never', subject: model });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await write(4);
    const { rows } = await pool().query(
      'SELECT e.action, l.sequence::int FROM audit_link l JOIN audit_event e ON e.id = l.event_id ORDER BY l.sequence',
    );
    expect(rows.map((row) => [row.sequence, row.action])).toEqual([
      [1, 'a.first'],
      [2, 'a.second'],
      [3, 'a.third'],
      [4, 'alias.moved'],
    ]);
    expect(await problemsOf()).toEqual([]);
  });

  it('has no gap and no fork after parallel writers, and does not deadlock with row locks', async () => {
    await pool().query('CREATE TABLE IF NOT EXISTS contended (id int PRIMARY KEY, n int)');
    await pool().query('INSERT INTO contended VALUES (1, 0), (2, 0) ON CONFLICT DO NOTHING');
    const writer = async (own: number) => {
      for (let i = 0; i < 15; i++) {
        await transaction(async (tx) => {
          await recordAudit(tx, bob, { action: 'x.first', subject: model });
          await tx.$executeRaw`UPDATE contended SET n = n + 1 WHERE id = ${(own % 2) + 1}`;
          await recordAudit(tx, ada, { action: 'x.second', subject: model, after: { own, i } });
        });
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, own) => writer(own)));
    const { problems, sequence, entries } = await verifyChain();
    expect({ problems, sequence, entries }).toEqual({ problems: [], sequence: 240, entries: 240 });
  });

  it('refuses changes, deletions, truncation and entries that did not come from an event', async () => {
    await writeMany(2);
    for (const statement of [
      "UPDATE audit_event SET action = 'x'",
      'UPDATE audit_event SET actor_name = NULL, address = NULL, user_agent = NULL, actor_salt = NULL',
      'DELETE FROM audit_event',
      'TRUNCATE audit_event',
      'UPDATE audit_link SET hash = previous',
      'DELETE FROM audit_link',
      'TRUNCATE audit_link',
      'INSERT INTO audit_link SELECT 9, gen_random_uuid(), hash, hash, hash, hash FROM audit_head',
      'UPDATE audit_head SET sequence = 9',
      'DELETE FROM audit_head',
      "INSERT INTO audit_erasure VALUES (1, 'actor', gen_random_uuid())",
    ])
      await expect(pool().query(statement), statement).rejects.toThrow(/never changed|alone/);
  });
});

describe('verifying finds', () => {
  beforeEach(() => writeMany(6));

  it.each([
    ["UPDATE audit_event SET action = 'x.y'", 'changed'],
    ["UPDATE audit_event SET at = at + interval '1 hour'", 'changed'],
    ["UPDATE audit_event SET ticket = 'OPS-2'", 'changed'],
    ['UPDATE audit_event SET actor_id = gen_random_uuid()', 'changed'],
    ["UPDATE audit_event SET actor_name = 'Eve'", 'changed'],
    ['UPDATE audit_event SET address = NULL', 'changed'],
    [`UPDATE audit_event SET after = '{"version": 9}'`, 'changed'],
    ['UPDATE audit_event SET before = NULL', 'changed'],
    [
      'UPDATE audit_event SET before = NULL, after = NULL, subject_name = NULL, subject_salt = NULL',
      'unaccounted-erasure',
    ],
    ['DELETE FROM audit_event', 'removed'],
  ])('%s', async (statement, kind) => {
    await tamper(`${statement} WHERE id = (SELECT event_id FROM audit_link WHERE sequence = 3)`);
    expect(await problemsOf()).toEqual([[kind, 3]]);
  });

  it('a removed entry', async () => {
    await tamper('DELETE FROM audit_event WHERE id = (SELECT event_id FROM audit_link WHERE sequence = 3)');
    await tamper('DELETE FROM audit_link WHERE sequence = 3');
    expect(await problemsOf()).toEqual([['missing', 3]]);
    await tamper('UPDATE audit_link SET sequence = sequence - 1 WHERE sequence > 3');
    await tamper('UPDATE audit_head SET sequence = 5');
    expect(await problemsOf()).toEqual([['misplaced', 3]]);
  });

  it('entries that changed places', async () => {
    await tamper(
      'UPDATE audit_link SET sequence = CASE sequence WHEN 3 THEN -1 ELSE -2 END WHERE sequence IN (3, 4)',
    );
    await tamper(
      'UPDATE audit_link SET sequence = CASE sequence WHEN -1 THEN 4 ELSE 3 END WHERE sequence < 0',
    );
    expect(await problemsOf()).toEqual([
      ['misplaced', 3],
      ['misplaced', 4],
      ['misplaced', 5],
    ]);
  });

  it('an entry that was put in', async () => {
    await tamper(
      `INSERT INTO audit_event (id, actor_kind, actor_name, action, subject_kind, subject_id, subject_name)
       VALUES (gen_random_uuid(), 'user', 'Eve', 'x.y', 'model', 'x', 'x')`,
    );
    expect(await problemsOf()).toEqual([['unlinked', null]]);
    await tamper('UPDATE audit_link SET sequence = sequence + 101 WHERE sequence > 3');
    await tamper('UPDATE audit_link SET sequence = sequence - 100 WHERE sequence > 100');
    await tamper(
      `INSERT INTO audit_link SELECT 4, e.id, l.hash, l.hash, l.hash, l.hash FROM audit_link l, audit_event e
       WHERE l.sequence = 3 AND e.actor_name = 'Eve'`,
    );
    await tamper('UPDATE audit_head SET sequence = 7');
    expect(await problemsOf()).toEqual([['changed', 4]]);
  });

  it('a chain that was cut off, by its head or by one that was kept elsewhere', async () => {
    const { sequence, hash } = await verifyChain();
    await tamper('DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_link WHERE sequence > 4)');
    await tamper('DELETE FROM audit_link WHERE sequence > 4');
    expect(await problemsOf()).toEqual([['truncated', 5]]);
    await tamper(
      'UPDATE audit_head h SET sequence = l.sequence, hash = l.hash FROM audit_link l WHERE l.sequence = 4',
    );
    expect(await problemsOf()).toEqual([]);
    const { problems } = await verifyChain({ known: { sequence, hash } });
    expect(problems).toMatchObject([{ kind: 'truncated', sequence: 6 }]);
  });

  it('a chain that was written anew, by a head that was kept elsewhere', async () => {
    const { sequence, hash } = await verifyChain();
    await tamper("UPDATE audit_event SET action = 'x.y'");
    await tamper('DELETE FROM audit_link');
    await tamper("UPDATE audit_head SET sequence = 0, hash = decode(repeat('00', 32), 'hex')");
    await tamper('SELECT slipway_audit_link(e) FROM audit_event e ORDER BY id');
    expect(await problemsOf()).toEqual([]);
    const { problems } = await verifyChain({ known: { sequence, hash } });
    expect(problems).toMatchObject([{ kind: 'head-differs', sequence: 6 }]);
  });

  it('what happened since it last looked, and a cut behind that', async () => {
    const before = await verifyChain();
    await write(7);
    const next = await verifyChain({ after: before });
    expect(next).toMatchObject({ entries: 1, sequence: 7, problems: [] });
    await tamper('DELETE FROM audit_link WHERE sequence > 5');
    const { problems } = await verifyChain({ after: next });
    expect(problems.map(({ kind }) => kind)).toContain('truncated');
  });
});

describe('erasing a person', () => {
  const user = { kind: 'user', id: ada.id, name: 'ada@example.com' };

  beforeEach(async () => {
    await write(1, ada);
    await write(2, bob);
    await transaction(async (tx) => {
      await recordAudit(tx, bob, { action: 'user.created', subject: user, after: { name: 'Ada' } });
      const after = { members: [ada.id] };
      await recordAudit(tx, bob, {
        action: 'team.updated',
        subject: { kind: 'team', id: 't', name: 'T' },
        after,
      });
    });
  });

  it('empties who acted and what was about them, accounts for it, and keeps the chain valid', async () => {
    const erased = await transaction((tx) => eraseAuditPersonal(tx, bob, { userId: ada.id }));
    expect(erased).toEqual({ actors: 1, subjects: 2 });
    const { rows } = await pool().query('SELECT * FROM audit_event ORDER BY id');
    const [moved, others, created, team, account] = rows;
    expect(moved).toMatchObject({
      actor_name: null,
      address: null,
      subject_name: 'assistant',
      after: { version: 2 },
    });
    expect(others).toMatchObject({ actor_name: 'Bob', subject_name: 'assistant' });
    expect(created).toMatchObject({ actor_name: 'Bob', subject_name: null, after: null });
    expect(team).toMatchObject({ actor_name: 'Bob', after: null });
    expect(account).toMatchObject({ action: 'audit.personal_erased', after: { actors: 1, subjects: 2 } });
    expect(JSON.stringify(rows)).not.toContain('ada@example.com');
    expect(await verifyChain()).toMatchObject({ problems: [], erased: 3, entries: 5 });
  });

  it('can be done again, and to the one who did it', async () => {
    await transaction((tx) => eraseAuditPersonal(tx, bob, { userId: ada.id }));
    const again = await transaction((tx) => eraseAuditPersonal(tx, bob, { userId: ada.id }));
    expect(again).toEqual({ actors: 0, subjects: 0 });
    await transaction((tx) => eraseAuditPersonal(tx, ada, { userId: bob.id }));
    expect(await verifyChain()).toMatchObject({ problems: [], entries: 7 });
  });

  it('hides nothing else: more than is accounted for is found', async () => {
    await transaction((tx) => eraseAuditPersonal(tx, bob, { userId: ada.id }));
    await tamper(`INSERT INTO audit_erasure SELECT 2, 'actor', erasure_id FROM audit_erasure LIMIT 1`);
    await tamper(
      `UPDATE audit_event SET actor_name = NULL, address = NULL, user_agent = NULL, actor_salt = NULL
       WHERE id = (SELECT event_id FROM audit_link WHERE sequence = 2)`,
    );
    expect((await problemsOf()).filter(([kind]) => kind === 'unaccounted-erasure')).toContainEqual([
      'unaccounted-erasure',
      2,
    ]);
  });

  it('may do nothing but that', async () => {
    const misuse = transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('slipway.audit_erasure', ${newId()}, true)`;
      await tx.$executeRaw`UPDATE audit_event SET actor_name = 'Eve'`;
    });
    await expect(misuse).rejects.toThrow(/changes nothing else/);
  });
});
