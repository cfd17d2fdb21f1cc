import '../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { listInferences } from './index.ts';
import { inferencePageQuerySchema } from './schemas.ts';
import { indexEndedDays } from './text-index-store.ts';
import { indexNewWords } from './words-store.ts';

const owner = userCaller('owner');
const never = new AbortController().signal;
const minute = 60_000;

function idAt(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${newId().slice(13)}`;
}

/** Requests of some minutes ago; gives their ids. */
async function plant(
  endpoint: string,
  rows: readonly { ago: number; question: string }[],
): Promise<string[]> {
  const ids = rows.map(({ ago }) => idAt(Date.now() - ago * minute));
  const oldest = Math.max(...rows.map(({ ago }) => ago));
  await pool().query(
    `SELECT slipway_ensure_inference_partitions((now() - $1 * interval '1 minute')::date, now()::date)`,
    [oldest],
  );
  await pool().query(
    `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, requester_kind, requester_name, input, spans, total_ms, question, output)
     SELECT r.id, now() - r.ago * interval '1 minute', 'ok', 200, 'api', $1, 'user', 'x', '[]', '[]', 1, r.question, 'Nothing.'
     FROM unnest($2::uuid[], $3::float8[], $4::text[]) AS r(id, ago, question)`,
    [endpoint, ids, rows.map(({ ago }) => ago), rows.map(({ question }) => question)],
  );
  return ids;
}

async function search(q: string, more: Record<string, string> = {}): Promise<string[]> {
  const query = inferencePageQuerySchema.parse({ q, limit: 200, ...more });
  return (await listInferences(owner, query)).items.map(({ requestId }) => requestId);
}

const taken = async (word: string) =>
  (await pool().query(`SELECT 1 FROM inference_words WHERE words @@ to_tsquery('simple', $1)`, [word]))
    .rowCount;

beforeEach(async () => {
  await pool().query('TRUNCATE inference_words');
});

describe('words of open days', () => {
  it('are looked up, and sought only where they are not taken in yet', async () => {
    const endpoint = `words-${newId().slice(-8)}`;
    const [, old, recent] = await plant(endpoint, [
      { ago: 55, question: 'First' },
      { ago: 50, question: 'Quokka habitats' },
      { ago: 1, question: 'Quokka food' },
    ]);
    await indexNewWords(false, never);
    const [late] = await plant(endpoint, [{ ago: 2, question: 'Quokka sounds' }]);
    expect(await search('quokk')).toEqual([recent, late, old]);
    // Without its words a row of that time is not found: the table is what is asked.
    await pool().query('DELETE FROM inference_words WHERE inference_id = $1', [old]);
    expect(await search('quokk')).toEqual([recent, late]);
    expect(await indexNewWords(false, never)).toBe(2);
    expect(await search('quokk')).toEqual([recent, late, old]);
  });

  it('include those of rows that are on record hours late, after a look at everything', async () => {
    const endpoint = `late-${newId().slice(-8)}`;
    await plant(endpoint, [
      { ago: 1200, question: 'First' },
      { ago: 1, question: 'Last' },
    ]);
    await indexNewWords(false, never);
    const late = await plant(endpoint, [{ ago: 600, question: 'Numbat' }]);
    await indexNewWords(true, never);
    expect(await search('numbat')).toEqual(late);
  });

  it('are taken in once by two passes at once', async () => {
    const endpoint = `twice-${newId().slice(-8)}`;
    const rows = Array.from({ length: 1200 }, (_, index) => ({
      ago: 100 - index / 20,
      question: `Bilby ${index}`,
    }));
    await plant(endpoint, rows);
    await Promise.all([indexNewWords(false, never), indexNewWords(true, never), indexNewWords(false, never)]);
    expect(await taken('bilby')).toBe(1200);
    expect(await indexNewWords(true, never)).toBe(0);
  });

  it('give the rows that a search row by row gives', async () => {
    const endpoint = `equal-${newId().slice(-8)}`;
    const words = [
      'refund',
      'Refunds',
      'policy',
      'max_tokens',
      '3.5',
      "o'brien",
      'über',
      'straße',
      '退款',
      'a@b.de',
      '-',
    ];
    const text = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((some) => some.join(' '));
    const [questions] = fc.sample(fc.array(text, { minLength: 400, maxLength: 400 }), {
      numRuns: 1,
      seed: 7,
    });
    const rows = (questions ?? []).map((question, index) => ({ ago: 90 - (index * 90) / 400, question }));
    await plant(endpoint, rows.slice(0, 350));
    await indexNewWords(false, never);
    await plant(endpoint, rows.slice(350));
    const typed = fc
      .array(
        fc.tuple(
          fc.constantFrom('', '-', '"'),
          fc.constantFrom(...words, 'ref', 'pol', 'max', 'nothing', 'zz'),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((parts) => parts.map(([mark, word]) => `${mark}${word}${mark === '"' ? '"' : ''}`).join(' '));
    const queries = fc.sample(typed, { numRuns: 120, seed: 11 });
    const order = (index: number) => ({ endpoint, order: index % 2 === 0 ? 'asc' : 'desc', limit: '200' });
    const lookedUp = await Promise.all(queries.map((q, index) => search(q, order(index))));
    await pool().query('TRUNCATE inference_words');
    const sifted = await Promise.all(queries.map((q, index) => search(q, order(index))));
    expect(lookedUp).toEqual(sifted);
    const pages = await Promise.all(queries.map((q, index) => search(q, { ...order(index), limit: '5' })));
    expect(pages).toEqual(sifted.map((ids) => ids.slice(0, 5)));
    expect(sifted.filter((ids) => ids.length > 0).length).toBeGreaterThan(30);
    expect(sifted.filter((ids) => ids.length === 0).length).toBeGreaterThan(10);
  });
});

describe('words that are removed', () => {
  it('leave the table with the text, and with the row', async () => {
    const [emptied, deleted] = await plant(`gone-${newId().slice(-8)}`, [
      { ago: 60, question: 'Thylacine one' },
      { ago: 50, question: 'Thylacine two' },
    ]);
    await indexNewWords(true, never);
    expect(await taken('thylacine')).toBe(2);
    await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [emptied]);
    await pool().query('DELETE FROM inference WHERE id = $1', [deleted]);
    expect(await taken('thylacine')).toBe(0);
    await indexNewWords(true, never);
    expect(await taken('thylacine')).toBe(0);
    expect(await search('thylacine')).toEqual([]);
  });

  it('are not taken in by a pass that is under way', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => ({
      ago: 100 - index / 20,
      question: `Dodo ${index}`,
    }));
    const ids = await plant(`race-${newId().slice(-8)}`, rows);
    const batches = Array.from({ length: 20 }, (_, index) => ids.slice(index * 100, (index + 1) * 100));
    const remove = async () => {
      for (const some of batches.toReversed()) {
        await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = ANY($1)', [some]);
      }
    };
    await Promise.all([indexNewWords(true, never), remove(), indexNewWords(true, never)]);
    expect(await taken('dodo')).toBe(0);
  });
});

it('words of a day that has its own index are forgotten, and found all the same', async () => {
  const [old] = await plant(`closed-${newId().slice(-8)}`, [{ ago: 3 * 1440, question: 'Aurochs' }]);
  await indexNewWords(false, never);
  expect(await taken('aurochs')).toBe(1);
  await indexEndedDays(never);
  expect(await search('aurochs')).toEqual([old]);
  await indexNewWords(false, never);
  expect(await taken('aurochs')).toBe(0);
  expect(await search('aurochs')).toEqual([old]);
});
