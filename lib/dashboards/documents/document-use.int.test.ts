import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as documents } from '../../../app/api/overview/documents/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { ask, lastDay, makeEndpoint, rate } from '../../../e2e/support/overview-world.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { documentUseSchema } from '../schemas.ts';
import { countDocumentUse, tidyDocumentUse } from './count-document-use.ts';

afterAll(closeJobs);

describe('documents', () => {
  let endpoint = '';
  let rater: Account;
  const knowledge = `kb-${newId().slice(-8)}`;
  const ids = { open: newId(), secret: newId(), old: newId() };
  beforeAll(async () => {
    [endpoint, rater] = [await makeEndpoint(), await addAccount('owner')];
    const base = newId();
    await pool().query(
      `INSERT INTO knowledge_base (id, name, chunking, embedding, updated_at) VALUES ($1, $2, '{}', '{"kind":"none"}', now())`,
      [base, knowledge],
    );
    for (const [name, id] of Object.entries(ids)) {
      const revision = newId();
      await pool().query(
        `INSERT INTO document (id, knowledge_base_id, name, latest_revision_id, serving_revision_id, updated_at)
         VALUES ($1, $2, $3, $4, $4, now())`,
        [id, base, `${name}.md`, revision],
      );
      await pool().query(
        `INSERT INTO document_revision (id, document_id, number, content_hash, byte_size, media_type, state, warnings,
                                        indexed_at, updated_at)
         VALUES ($1, $2, 1, $4, 1, 'text/markdown', 'ready', '{}', now() - $3::interval, now())`,
        [revision, id, name === 'old' ? '400 days' : '1 day', id],
      );
    }
    await pool().query(
      'INSERT INTO reader_list (subject_id, knowledge_base_id, readers, updated_at) VALUES ($1, $2, $3, now())',
      [ids.secret, base, [`user:${newId()}`]],
    );
    await Promise.all([
      cite([ids.open, ids.open, ids.old], 'down'),
      cite([ids.open], 'up'),
      cite([ids.secret, ids.open]),
      cite([ids.secret]),
    ]);
  });

  async function cite(documentIds: readonly string[], thumb?: 'up' | 'down'): Promise<void> {
    const citations = documentIds.map((documentId, index) => ({
      marker: index + 1,
      chunkId: newId(),
      documentId,
      revisionId: newId(),
      document: 'a document',
      location: {},
      text: 'words',
      score: 1,
    }));
    const id = newId();
    await ask(rater, endpoint, { requestId: id });
    // An hour ago, as the log holds it: what is younger than ten minutes is counted later.
    const back = new Date(Date.now() - 3_600_000);
    const hex = back.getTime().toString(16).padStart(12, '0');
    const settled = `${hex.slice(0, 8)}-${hex.slice(8)}-${id.slice(14)}`;
    await pool().query(
      `UPDATE inference SET id = $2, at = $3, knowledge_name = $4, output_detail = $5 WHERE id = $1`,
      [id, settled, back, knowledge, JSON.stringify({ citations })],
    );
    if (thumb) await rate(rater, settled, thumb);
  }

  const use = async (account: Account) =>
    documentUseSchema.parse(
      (await call(documents, { cookie: account.cookie, path: lastDay({ endpoint }) })).body,
    );

  it('are counted once for each answer, however often and by however many the log is read', async () => {
    await Promise.all([1, 2, 3].map(() => countDocumentUse(new AbortController().signal)));
    await countDocumentUse(new AbortController().signal);
    await tidyDocumentUse();
    const { mostUsed, mostDisliked, stale, withheld, countedTo } = await use(await addAccount('stakeholder'));
    expect(mostUsed.map(({ name, cited, liked, disliked }) => [name, cited, liked, disliked])).toEqual([
      ['open.md', 3, 1, 1],
      ['old.md', 1, 0, 1],
    ]);
    expect(mostDisliked.map(({ name }) => name)).toEqual(['open.md', 'old.md']);
    expect(stale.map(({ name }) => name)).toEqual(['old.md']);
    expect(withheld).toBe(1);
    expect(Date.parse(countedTo ?? '')).toBeGreaterThan(Date.now() - 2 * 3_600_000);
  });

  it('keep their names from who is not on their list, and show them to who is', async () => {
    const named = await addAccount('stakeholder');
    await pool().query('UPDATE reader_list SET readers = $2 WHERE subject_id = $1', [
      ids.secret,
      [`user:${named.id}`],
    ]);
    const shown = (await use(named)).mostUsed.map(({ name }) => name);
    expect(shown).toEqual(['open.md', 'secret.md', 'old.md']);
    expect(JSON.stringify(await use(await addAccount('owner')))).not.toContain('secret.md');
  });

  it('show ten that a reader may see, however many more used ones they may not', async () => {
    const many = await makeEndpoint();
    const hidden = Array.from({ length: 80 }, () => newId());
    const use = (documentIds: string[], cited: number) =>
      pool().query(
        `INSERT INTO document_use (day, endpoint_name, document_id, knowledge_name, cited)
         SELECT (now() AT TIME ZONE 'UTC')::date, $1, id, $2, $3 FROM unnest($4::uuid[]) AS id`,
        [many, knowledge, cited, documentIds],
      );
    await use(hidden, 50);
    await use([ids.open], 2);
    await pool().query(
      `INSERT INTO reader_list (subject_id, knowledge_base_id, readers, updated_at)
       SELECT id, (SELECT id FROM knowledge_base WHERE name = $1), $2, now() FROM unnest($3::uuid[]) AS id`,
      [knowledge, [`user:${newId()}`], hidden],
    );
    const { cookie } = await addAccount('stakeholder');
    const read = documentUseSchema.parse(
      (await call(documents, { cookie, path: lastDay({ endpoint: many }) })).body,
    );
    expect(read.mostUsed.map(({ name }) => name)).toEqual(['open.md']);
    expect(read.withheld).toBe(80);
  });

  it('are nobody’s business elsewhere', async () => {
    const stranger = await addAccount('stakeholder', {
      scope: { kind: 'endpoint', name: await makeEndpoint() },
    });
    expect(await use(stranger)).toMatchObject({ mostUsed: [], mostDisliked: [], stale: [], withheld: 0 });
  });

  it('count thumbs as they are now', async () => {
    const { rows } = await pool().query<{ id: string }>(
      `SELECT inference_id AS id FROM feedback f JOIN inference i ON i.id = f.inference_id
        WHERE i.endpoint_name = $1 AND thumb = 'down'`,
      [endpoint],
    );
    await rate(rater, rows[0]?.id ?? '', 'up');
    await countDocumentUse(new AbortController().signal);
    const { mostDisliked, mostUsed } = await use(await addAccount('stakeholder'));
    expect(mostDisliked).toEqual([]);
    expect(mostUsed[0]).toMatchObject({ name: 'open.md', liked: 2, disliked: 0 });
  });
});
