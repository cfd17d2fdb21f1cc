import '../../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { pool } from '../db.ts';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import { type IdempotencyOptions, idempotently } from './idempotently.ts';
import { deleteExpiredKeys } from './store.ts';

const someone: IdempotencyOptions = { caller: { kind: 'user', id: 'ada' } };

interface Sent {
  key?: string;
  body?: string;
  path?: string;
  method?: string;
}

function requestOf({ key, body = '{}', path = '/api/things', method = 'POST' }: Sent): Request {
  const headers = {
    'content-type': 'application/json',
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  return new Request(`http://slipway.test${path}`, { method, headers, body });
}

type Perform = (request: Request) => Promise<Response>;

/** Work that tells how often it was done. */
function worker(answer: (count: number, request: Request) => Response | Promise<Response>) {
  let done = 0;
  const perform: Perform = async (request) => {
    done += 1;
    return answer(done, request);
  };
  return { perform, count: () => done };
}

const numbered = () =>
  worker((count) => Response.json({ count }, { status: 201, headers: { 'x-made': 'yes' } }));

async function send(sent: Sent, perform: Perform, options = someone) {
  const response = await idempotently(requestOf(sent), options, perform);
  const replayed = response.headers.get('idempotent-replayed') === 'true';
  return { status: response.status, text: await response.text(), replayed, headers: response.headers };
}

const refused = (reason: string, code = 'conflict') => ({ code, reason });

afterEach(() => vi.restoreAllMocks());

test('the same request again gets the first answer: status, headers and body', async () => {
  const { perform, count } = numbered();
  const key = newId();
  const first = await send({ key }, perform);
  const again = await send({ key }, perform);
  expect([first.replayed, again.replayed, count()]).toEqual([false, true, 1]);
  expect(again).toMatchObject({ status: 201, text: first.text });
  expect(again.headers.get('x-made')).toBe('yes');
});

test('the work sees the request as it was sent', async () => {
  const echo: Perform = async (request) => Response.json({ got: await request.json(), by: request.method });
  const answer = await send({ key: newId(), body: '{"a":1}', method: 'PUT' }, echo);
  expect(JSON.parse(answer.text)).toEqual({ got: { a: 1 }, by: 'PUT' });
});

test('without the header, and for reads, nothing is asked of the database', async () => {
  const query = vi.spyOn(pool(), 'query');
  const { perform, count } = numbered();
  await send({}, perform);
  await send({}, perform);
  await idempotently(
    new Request('http://slipway.test/', { headers: { 'idempotency-key': 'k' } }),
    someone,
    perform,
  );
  expect(count()).toBe(3);
  expect(query).not.toHaveBeenCalled();
});

test('another body, address or method under the same key is refused; another caller has keys of its own', async () => {
  const { perform, count } = numbered();
  const key = newId();
  await send({ key }, perform);
  const reused = refused('idempotency_key_reused', 'unprocessable');
  await expect(send({ key, body: '{"a":1}' }, perform)).rejects.toMatchObject(reused);
  await expect(send({ key, path: '/api/others' }, perform)).rejects.toMatchObject(reused);
  await expect(send({ key, path: '/api/things?dry=1' }, perform)).rejects.toMatchObject(reused);
  await expect(send({ key, method: 'PUT' }, perform)).rejects.toMatchObject(reused);
  const other = await send({ key }, perform, { caller: { kind: 'api-key', id: 'ada' } });
  expect([other.replayed, count()]).toEqual([false, 2]);
});

test.each(['', ' ', 'a b', 'naïve', 'x'.repeat(256)])(
  'the key "%s" is refused before any work',
  async (key) => {
    const { perform, count } = numbered();
    await expect(send({ key }, perform)).rejects.toMatchObject({ code: 'invalid' });
    expect(count()).toBe(0);
  },
);

test('while the first request runs, the same one is told to come again', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { perform, count } = worker(async () => {
    await promise;
    return Response.json({});
  });
  const key = newId();
  const first = send({ key }, perform);
  await expect.poll(count).toBe(1);
  await expect(send({ key }, perform)).rejects.toMatchObject({
    ...refused('idempotency_key_in_use'),
    retryAfterSeconds: 1,
  });
  resolve();
  await first;
  expect((await send({ key }, perform)).replayed).toBe(true);
});

test('a refusal or failure leaves the key free, also for another body', async () => {
  const key = newId();
  const failing = worker((count) => {
    if (count === 1) throw new AppError('invalid', 'No.');
    return Response.json({}, { status: count === 2 ? 503 : 200 });
  });
  await expect(send({ key }, failing.perform)).rejects.toMatchObject({ code: 'invalid' });
  expect((await send({ key, body: '{"mended":true}' }, failing.perform)).status).toBe(503);
  expect((await send({ key }, failing.perform)).status).toBe(200);
  expect((await send({ key }, failing.perform)).replayed).toBe(true);
});

test.each([
  ['larger than 1 MB', () => new Response('x'.repeat(1_000_001)), someone],
  ['a secret', () => Response.json({ value: 'sk' }), { ...someone, secret: true }],
  ['with a cookie', () => new Response(null, { status: 204, headers: { 'set-cookie': 'a=b' } }), someone],
] as const)('an answer %s is not kept, and the work not done twice', async (_what, answer, options) => {
  const { perform, count } = worker(answer);
  const key = newId();
  const first = await send({ key }, perform, options);
  expect(first.text).toBe(await answer().text());
  await expect(send({ key }, perform, options)).rejects.toMatchObject(refused('idempotency_answer_not_kept'));
  expect(count()).toBe(1);
  const stored = await pool().query('SELECT body, headers FROM idempotency_key WHERE key = $1', [key]);
  expect(stored.rows).toEqual([{ body: null, headers: null }]);
});

function stream(chunks: string[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    async pull(controller) {
      const chunk = chunks.shift();
      if (chunk === 'cut') controller.error(new Error('cut'));
      else if (chunk === undefined) controller.close();
      else controller.enqueue(encoder.encode(chunk));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const whole = { ...someone, isWhole: (body: Buffer) => body.includes('[DONE]') };

test('a finished stream is replayed as a stream; one that broke off is not', async () => {
  const key = newId();
  const { perform } = worker((count) =>
    stream(count === 1 ? ['data: a\n\n'] : ['data: b\n\n', 'data: [DONE]\n\n']),
  );
  expect((await send({ key }, perform, whole)).text).toBe('data: a\n\n');
  const finished = await send({ key }, perform, whole);
  const again = await send({ key }, perform, whole);
  expect(again).toMatchObject({ text: finished.text, replayed: true });
  expect(finished.replayed).toBe(false);
  expect(again.headers.get('content-type')).toContain('text/event-stream');
});

test('a stream that fails, and one whose reader leaves, free the key', async () => {
  const key = newId();
  const cut = worker(() => stream(['data: a\n\n', 'cut']));
  await expect(send({ key }, cut.perform)).rejects.toThrow('cut');
  const endless = worker(() => stream(Array.from({ length: 1000 }, () => 'data: a\n\n')));
  const left = await idempotently(requestOf({ key }), someone, endless.perform);
  const reader = left.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect((await send({ key }, numbered().perform)).replayed).toBe(false);
});

test('a claim whose server died lapses; whoever lost it writes nothing', async () => {
  const key = newId();
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow: Perform = async () => {
    await promise;
    return Response.json({ by: 'the first' });
  };
  const first = send({ key }, slow);
  const lapse = () =>
    pool().query(`UPDATE idempotency_key SET lease_until = now() - interval '1 second' WHERE key = $1`, [
      key,
    ]);
  await expect.poll(async () => (await lapse()).rowCount).toBe(1);
  const second = await send({ key }, async () => Response.json({ by: 'the second' }));
  resolve();
  await first;
  expect((await send({ key }, slow)).text).toBe(second.text);
});

test('an answer is kept for a day and then removed', async () => {
  const { perform, count } = numbered();
  const [old, young] = [newId(), newId()];
  await send({ key: old }, perform);
  await send({ key: young }, perform);
  const { rows } = await pool().query(
    `UPDATE idempotency_key SET expires_at = expires_at - interval '24 hours' WHERE key = $1
     RETURNING extract(epoch FROM now() - expires_at) AS over`,
    [old],
  );
  expect(Number(rows[0]?.over)).toBeLessThan(60);
  expect(await deleteExpiredKeys()).toBe(1);
  expect((await send({ key: old }, perform)).replayed).toBe(false);
  expect((await send({ key: young }, perform)).replayed).toBe(true);
  expect(count()).toBe(3);
});

test('fifty at once do the work once', async () => {
  const { perform, count } = numbered();
  const key = newId();
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => send({ key }, perform)));
  expect(count()).toBe(1);
  const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  expect(given.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(given.map(({ text }) => text)).size).toBe(1);
});

test('however requests of several callers, keys and bodies meet, each key is worked on once, for one body', async () => {
  const sent = fc.record({
    caller: fc.constantFrom('ada', 'ben'),
    key: fc.constantFrom('k1', 'k2'),
    body: fc.constantFrom('1', '2'),
    pause: fc.nat({ max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 2, maxLength: 16 }), async (requests) => {
      const run = newId();
      const works: string[] = [];
      const all = requests.map(async ({ caller, key, body, pause }) => {
        const options = { caller: { kind: 'user', id: caller } };
        const perform: Perform = async (request) => {
          works.push(`${caller} ${key}`);
          for (let turn = 0; turn < pause; turn++) await pool().query('SELECT 1');
          return new Response(`${caller} ${key} ${await request.text()}`);
        };
        const outcome = await send({ key: `${run}-${key}`, body }, perform, options).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof AppError) return expect([409, 422]).toContain(outcome.status);
        expect(outcome).toMatchObject({ status: 200, text: `${caller} ${key} ${body}` });
      });
      await Promise.all(all);
      const used = new Set(requests.map(({ caller, key }) => `${caller} ${key}`));
      expect(works.toSorted()).toEqual([...used].toSorted());
    }),
    { numRuns: 40 },
  );
});
