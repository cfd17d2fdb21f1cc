/** Configuration as code over its routes: exported, planned, applied as a whole or not at all. */
import '../../../e2e/support/test-database.ts';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Account, addAccount, origin } from '../../../e2e/support/accounts.ts';
import type { RouteHandler } from '../../../lib/access/index.ts';
import type { ConfigurationPlan } from '../../../lib/configuration/schemas.ts';
import { prisma } from '../../../lib/platform/db.ts';
import { closeEvents } from '../../../lib/platform/events.ts';
import { POST as importInto } from '../models/[name]/import/route.ts';
import { GET as exportVersion } from '../models/[name]/versions/[number]/export/route.ts';
import { GET as getConfig, PUT as putConfig } from './route.ts';

let admin: Account;
let viewer: Account;
beforeAll(async () => {
  [admin, viewer] = await Promise.all([addAccount('owner'), addAccount('stakeholder')]);
});
afterAll(closeEvents);

interface Sent {
  query?: string;
  params?: Record<string, string>;
  body?: BodyInit;
  headers?: Record<string, string>;
  account?: Account | null;
}

function send(handler: RouteHandler, method: string, sent: Sent = {}): Promise<Response> {
  const { query = '', params = {}, body, headers = {}, account = admin } = sent;
  const request = new Request(`${origin}/x${query}`, {
    method,
    body: body ?? null,
    headers: {
      host: new URL(origin).host,
      origin,
      ...(account && { cookie: account.cookie }),
      ...headers,
    },
  });
  return handler(request, { params: Promise.resolve(params) });
}

async function put(document: unknown, query = '', headers: Record<string, string> = {}) {
  const body = typeof document === 'string' ? document : stringify(document);
  const response = await send(putConfig, 'PUT', { body, query, headers });
  return {
    status: response.status,
    body: (await response.json()) as ConfigurationPlan & { detail?: string },
  };
}

const version = (number: number, k: number, stage = 'development') => ({
  number,
  stage,
  document: { prompt: { system: `Prompt ${k}` }, model: { provider: 'extractive', name: 'extractive' } },
});

function documentWith(share: number) {
  return {
    apiVersion: 'slipway/v1',
    models: [
      {
        name: 'desk',
        description: 'Answers at the desk.',
        tags: { team: 'support' },
        aliases: { champion: 1, challenger: 2 },
        versions: [version(1, 1, 'production'), version(2, 2)],
      },
    ],
    endpoints: [
      {
        name: 'desk',
        environment: 'production',
        servedEntities: [
          { name: 'main', serves: 'desk/production', trafficPercentage: 100 - share, fallbacks: ['next'] },
          { name: 'next', serves: 'desk@challenger', trafficPercentage: share },
        ],
      },
    ],
  };
}

test('a document is planned, applied, exported as the same, and applied again without effect', async () => {
  const plan = await put(documentWith(10), '?dryRun=true');
  expect(plan).toMatchObject({ status: 200, body: { applied: false, problems: [] } });
  expect(plan.body.changes.map(({ summary }) => summary)).toEqual([
    'Create the model "desk"',
    'Register version 1 of "desk"',
    'Move version 1 of "desk" from development to production',
    'Register version 2 of "desk"',
    'Point "desk@champion" to version 1',
    'Point "desk@challenger" to version 2',
    'Create the endpoint "desk" in production',
  ]);
  expect(await prisma().registeredModel.count()).toBe(0);

  const applied = await put(documentWith(10), '?reason=from+Git&ticket=CHG-7');
  expect(applied).toMatchObject({ status: 200, body: { applied: true } });
  expect(applied.body.etag).not.toBe(plan.body.etag);
  const exported = await send(getConfig, 'GET');
  expect(exported.headers.get('etag')).toBe(`"${applied.body.etag}"`);
  const text = await exported.text();
  expect(parse(text)).toMatchObject({ models: [{ name: 'desk', aliases: { champion: 1, challenger: 2 } }] });
  expect(text).toContain('serves: desk/production');
  expect(await put(text)).toMatchObject({ status: 200, body: { changes: [] } });

  const moves = await prisma().aliasMove.findMany();
  expect(moves.map(({ reason, ticket }) => [reason, ticket])).toEqual([
    ['from Git', 'CHG-7'],
    ['from Git', 'CHG-7'],
  ]);
});

test('a changed split becomes the next configuration of the endpoint', async () => {
  const changed = await put(documentWith(25), '?ticket=CHG-8');
  expect(changed.body.changes).toMatchObject([{ kind: 'split', action: 'update', subject: 'desk' }]);
  const endpoint = await prisma().endpoint.findUniqueOrThrow({
    where: { name: 'desk' },
    include: { configs: { orderBy: { number: 'desc' } } },
  });
  expect(endpoint.configs[0]).toMatchObject({ number: endpoint.config, ticket: 'CHG-8' });
});

test('when one part is refused, nothing of the document is applied', async () => {
  const before = await (await send(getConfig, 'GET')).text();
  const document = documentWith(25);
  const added = version(3, 3);
  document.models[0]?.versions.push(added);
  document.endpoints.push({
    name: 'lost',
    environment: 'staging',
    servedEntities: [{ name: 'only', serves: 'nobody@champion', trafficPercentage: 100 }],
  } as never);
  const refused = await put(document);
  expect(refused.status).toBe(400);
  expect(refused.body.detail).toMatch(/nobody/);
  expect(await (await send(getConfig, 'GET')).text()).toBe(before);
});

test('a version that cannot answer is refused before anything changes', async () => {
  const document = documentWith(25);
  document.models[0]?.versions.push({
    ...version(3, 3),
    document: { ...version(3, 3).document, model: { provider: 'nowhere', name: 'm' } },
  });
  const refused = await put(document);
  expect(refused.status).toBe(400);
  expect(refused.body.detail).toMatch(/Version 3 of "desk".*nowhere/);
});

test('a document made from another state is refused', async () => {
  const stale = await put(documentWith(50), '', { 'if-match': '"0123"' });
  expect(stale).toMatchObject({ status: 409 });
  const etag = (await send(getConfig, 'GET')).headers.get('etag') ?? '';
  expect(await put(documentWith(50), '', { 'if-match': etag })).toMatchObject({ status: 200 });
});

test('two pipelines that apply at once end as one of them says', async () => {
  const results = await Promise.all([5, 15, 35, 45].map((share) => put(documentWith(share))));
  expect(results.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const text = await (await send(getConfig, 'GET')).text();
  const [endpoint] = parse(text).endpoints;
  const [main, next] = endpoint.servedEntities;
  expect(main.trafficPercentage + next.trafficPercentage).toBe(100);
  expect([5, 15, 35, 45]).toContain(next.trafficPercentage);
});

test('what is no configuration is told by path', async () => {
  const bad = documentWith(10);
  const [entity] = bad.endpoints[0]?.servedEntities ?? [];
  if (entity) entity.trafficPercentage = 89;
  const refused = await put(bad);
  expect(refused.status).toBe(400);
  expect(refused.body.detail).toMatch(/endpoints\.0\.servedEntities.*99/);
  expect((await put('a: [')).status).toBe(400);
  expect((await put(`# ${'x'.repeat(10_000_001)}`)).status).toBe(413);
});

test('only who may change configurations does', async () => {
  expect((await send(getConfig, 'GET', { account: viewer })).status).toBe(403);
  expect((await send(putConfig, 'PUT', { account: viewer, body: '' })).status).toBe(403);
  expect((await send(getConfig, 'GET', { account: null })).status).toBe(401);
});

test('a version is exported as a zip and imported as the next one, its origin kept', async () => {
  const params = { name: 'desk', number: '1' };
  const response = await send(exportVersion, 'GET', { params });
  expect(response.headers.get('content-disposition')).toContain('desk-v1.zip');
  const archive = new Uint8Array(await response.arrayBuffer());

  const raw = await send(importInto, 'POST', {
    params: { name: 'desk' },
    body: archive,
    headers: { 'content-type': 'application/zip' },
  });
  expect(await raw.json()).toMatchObject({
    number: 3,
    stage: 'development',
    lineage: { source: { kind: 'import', model: 'desk', version: '1' } },
  });

  const form = new FormData();
  form.append('file', new File([archive], 'desk-v1.zip', { type: 'application/zip' }));
  const uploaded = await send(importInto, 'POST', { params: { name: 'desk' }, body: form });
  expect(await uploaded.json()).toMatchObject({ number: 4, unchangedFrom: 3 });
});

test('an archive with path tricks is refused, and so is one who may not register', async () => {
  const tricky = zipSync({ '../../MLmodel': new TextEncoder().encode('flavors: {}') });
  const params = { name: 'desk' };
  const refused = await send(importInto, 'POST', { params, body: Uint8Array.from(tricky) });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ detail: expect.stringMatching(/outside of itself/) });
  expect((await send(importInto, 'POST', { params, account: viewer, body: 'x' })).status).toBe(403);
  expect(
    (await send(exportVersion, 'GET', { params: { ...params, number: '1' }, account: viewer })).status,
  ).toBe(403);
});
