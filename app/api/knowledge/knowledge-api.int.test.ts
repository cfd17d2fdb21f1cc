import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makePlainPdf } from '../../../e2e/fixtures/make-pdf.ts';
import { type Account, addAccount, call, origin } from '../../../e2e/support/accounts.ts';
import { runWorker, settled, tester, uploadRequest } from '../../../e2e/support/knowledge.ts';
import type { RouteHandler } from '../../../lib/access/index.ts';
import { getKnowledge } from '../../../lib/knowledge/index.ts';
import * as original from '../documents/[revisionId]/file/route.ts';
import * as content from '../documents/[revisionId]/route.ts';
import * as cancel from './[name]/documents/[id]/cancel/route.ts';
import * as retry from './[name]/documents/[id]/retry/route.ts';
import * as document from './[name]/documents/[id]/route.ts';
import * as documents from './[name]/documents/route.ts';
import * as preview from './[name]/preview-chunking/route.ts';
import * as one from './[name]/route.ts';
import * as search from './[name]/search/route.ts';
import * as snapshots from './[name]/snapshots/route.ts';
import * as all from './route.ts';

let admin: Account;
let member: Account;
let viewer: Account;

beforeAll(async () => {
  [admin, member, viewer] = await Promise.all([
    addAccount('owner'),
    addAccount('app-team'),
    addAccount('stakeholder'),
  ]);
});

const uploadAnswer = z.object({
  documents: z.array(
    z.object({
      documentId: z.string().nullable(),
      name: z.string(),
      outcome: z.string(),
      error: z.string().optional(),
    }),
  ),
});

async function send(name: string, request: Request): Promise<{ status: number; body: unknown }> {
  const headers = new Headers(request.headers);
  headers.set('cookie', admin.cookie);
  headers.set('host', new URL(origin).host);
  headers.set('origin', origin);
  const withCookie = new Request(`${origin}/`, {
    method: 'POST',
    headers,
    body: request.body,
    duplex: 'half',
  } as RequestInit);
  const response = await documents.POST(withCookie, { params: Promise.resolve({ name }) });
  return { status: response.status, body: await response.json() };
}

async function uploadOne(name: string, file: string, text: string): Promise<string> {
  const { body } = await send(name, uploadRequest({ [file]: text }));
  return uploadAnswer.parse(body).documents[0]?.documentId ?? '';
}

async function make(name: string): Promise<void> {
  const made = await call(all.POST, { cookie: admin.cookie, json: { name } });
  expect(made.status).toBe(201);
}

describe('who may', () => {
  const id = '01a1fbb1-2139-7054-80d3-a326c10ae7a0';
  const params = { name: 'nobody', id, revisionId: id };
  const guarded: [string, RouteHandler, object][] = [
    ['list', all.GET, {}],
    ['create', all.POST, { json: { name: 'x' } }],
    ['get', one.GET, {}],
    ['change', one.PATCH, { method: 'PATCH', json: {} }],
    ['delete', one.DELETE, { method: 'DELETE' }],
    ['list documents', documents.GET, {}],
    ['upload', documents.POST, { json: { urls: ['https://example.com'] } }],
    ['get a document', document.GET, {}],
    ['delete a document', document.DELETE, { method: 'DELETE' }],
    ['retry', retry.POST, { method: 'POST' }],
    ['cancel', cancel.POST, { method: 'POST' }],
    ['search', search.POST, { json: { query: 'x' } }],
    ['preview', preview.POST, { json: { chunking: {} } }],
    ['list snapshots', snapshots.GET, {}],
  ];

  test.each(guarded)('only administrators %s', async (_what, handler, ask) => {
    expect((await call(handler, { ...ask, params })).status).toBe(401);
    expect((await call(handler, { ...ask, params, cookie: member.cookie })).status).toBe(403);
    expect((await call(handler, { ...ask, params, cookie: viewer.cookie })).status).toBe(403);
    expect((await call(handler, { ...ask, params, cookie: admin.cookie })).status).not.toBe(403);
  });

  test.each([
    ['content', content.GET],
    ['file', original.GET],
  ])('everybody signed in may read a source, its %s, and nobody else', async (_what, handler) => {
    expect((await call(handler, { params })).status).toBe(401);
    expect((await call(handler, { params, cookie: member.cookie })).status).toBe(404);
  });
});

describe('what is refused', () => {
  test('names that are no slugs, names that are taken, options that make no sense', async () => {
    const create = (json: unknown) => call(all.POST, { cookie: admin.cookie, json });
    expect((await create({ name: 'Not A Slug' })).status).toBe(400);
    expect((await create({ name: '../up' })).status).toBe(400);
    expect((await create({ name: 'fine', chunking: { maxChars: 1 } })).status).toBe(400);
    await make('taken');
    expect((await create({ name: 'taken' })).status).toBe(409);
    const embedding = { kind: 'openai-compatible', provider: 'missing', model: 'm' };
    expect((await create({ name: 'embedded', embedding })).status).toBe(404);
    expect((await create({ name: 'local', embedding: { kind: 'local', folder: '/no/such' } })).status).toBe(
      400,
    );
  });

  test('addresses inside the private network, each with its reason', async () => {
    await make('urls');
    const urls = ['http://127.0.0.1/', 'http://169.254.169.254/latest', 'file:///etc/passwd', 'no address'];
    const { status, body } = await call(documents.POST, {
      cookie: admin.cookie,
      params: { name: 'urls' },
      json: { urls },
    });
    expect(status).toBe(202);
    const outcomes = uploadAnswer.parse(body).documents;
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill('rejected'));
    expect(outcomes.map(({ error }) => error).join()).toMatch(
      /private network.*private network.*Only http.*not an address/,
    );
  });

  test('an upload that breaks off keeps the files that were whole', async () => {
    await make('broken-off');
    const whole = uploadRequest({ 'a.txt': 'The first file is whole.', 'b.txt': 'The second is not.' });
    const bytes = new Uint8Array(await whole.clone().arrayBuffer());
    const cut = new Request(`${origin}/`, {
      method: 'POST',
      headers: whole.headers,
      body: bytes.slice(0, -60),
    });
    const { status } = await send('broken-off', cut);
    expect(status).toBe(400);
    const list = await call(documents.GET, { cookie: admin.cookie, params: { name: 'broken-off' } });
    expect(list.body).toMatchObject({ items: [{ name: 'a.txt', state: 'queued' }], total: 1 });
  });

  test('a multipart body without files, and a body of another kind', async () => {
    await make('no-files');
    const form = new FormData();
    form.append('note', 'nothing here');
    expect((await send('no-files', new Request(origin, { method: 'POST', body: form }))).status).toBe(400);
    const text = new Request(origin, {
      method: 'POST',
      body: 'hello',
      headers: { 'content-type': 'text/plain' },
    });
    expect((await send('no-files', text)).status).toBe(415);
  });
});

test('retry and cancel do what the state allows and say why not', async () => {
  await make('states');
  const params = { name: 'states', id: await uploadOne('states', 'a.txt', 'Something to wait for.') };
  const ask = { cookie: admin.cookie, params, method: 'POST' };
  expect((await call(retry.POST, ask)).status).toBe(409);
  expect((await call(cancel.POST, ask)).body).toMatchObject({
    state: 'cancelled',
    error: 'Cancelled by Test owner.',
  });
  expect((await call(cancel.POST, ask)).status).toBe(409);
  expect((await call(retry.POST, ask)).body).toMatchObject({ state: 'queued', error: null });
  const removed = await call(document.DELETE, { cookie: admin.cookie, params, method: 'DELETE' });
  expect(removed.status).toBe(204);
  expect((await call(document.GET, { cookie: admin.cookie, params })).status).toBe(404);
  expect(await uploadOne('states', 'a.txt', 'Something to wait for.')).not.toBe(params.id);
});

describe('with a worker', () => {
  let stopWorker: () => Promise<void>;
  beforeAll(async () => {
    stopWorker = await runWorker();
  });
  afterAll(() => stopWorker());

  test('the loop over HTTP: create, upload, list, search, read, delete', async () => {
    await make('http');
    const pdf = Uint8Array.from(
      await makePlainPdf([['The turbine spins at nine thousand revolutions.'], ['Oil it weekly.']]),
    );
    const { status, body } = await send(
      'http',
      uploadRequest({ 'turbine.pdf': pdf, 'page.html': '<h1>Hi</h1><script>alert(1)</script><p>there</p>' }),
    );
    expect(status).toBe(202);
    expect(uploadAnswer.parse(body).documents.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    const [page, turbine] = await settled('http');
    // The two files may share a snapshot or take one each; the search must read the latest.
    const { snapshot } = await getKnowledge(tester, 'http');

    const params = { name: 'http' };
    const found = await call(search.POST, {
      cookie: admin.cookie,
      params,
      json: { query: 'turbine revolutions', k: 1 },
    });
    expect(found).toMatchObject({
      status: 200,
      body: { snapshot, hits: [{ documentName: 'turbine.pdf', page: 1 }] },
    });
    const query = '?state=ready&sort=name&order=asc&pageSize=1&page=2';
    const list = await call(documents.GET, { cookie: admin.cookie, params, path: `/${query}` });
    expect(list.body).toMatchObject({
      items: [{ name: 'turbine.pdf', pageCount: 2 }],
      total: 2,
      counts: { ready: 2 },
    });

    const revision = { revisionId: turbine?.revisionId ?? '' };
    // No endpoint answers out of it, so nobody was shown it who may not read the knowledge base.
    expect((await call(content.GET, { cookie: member.cookie, params: revision })).status).toBe(404);
    const reader = await addAccount('data-scientist', { scope: { kind: 'knowledge', name: params.name } });
    const asReader = { cookie: reader.cookie, params: revision };
    expect((await call(content.GET, asReader)).body).toMatchObject({
      name: 'turbine.pdf',
      parsed: { mediaType: 'application/pdf' },
    });
    const file = await call(original.GET, { ...asReader, headers: { range: 'bytes=0-4' } });
    expect(file).toMatchObject({ status: 206, body: '%PDF-' });
    expect(file.headers.get('content-range')).toBe(`bytes 0-4/${pdf.length}`);
    expect(file.headers.get('content-disposition')).toMatch(/^inline/);
    expect((await call(original.GET, { ...asReader, headers: { range: 'bytes=99999999-' } })).status).toBe(
      416,
    );

    const html = await call(original.GET, {
      cookie: reader.cookie,
      params: { revisionId: page?.revisionId ?? '' },
    });
    expect(html.headers.get('content-type')).toBe('application/octet-stream');
    expect(html.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
    expect(html.headers.get('x-content-type-options')).toBe('nosniff');

    const ready = { cookie: admin.cookie, params: { name: 'http', id: turbine?.id ?? '' }, method: 'POST' };
    expect((await call(cancel.POST, ready)).status).toBe(409);
    expect((await call(one.DELETE, { cookie: admin.cookie, params, method: 'DELETE' })).status).toBe(204);
    expect(
      (await call(search.POST, { cookie: admin.cookie, params, json: { query: 'turbine' } })).status,
    ).toBe(404);
    expect((await call(content.GET, asReader)).status).toBe(404);
  });
});
