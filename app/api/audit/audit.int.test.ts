import '../../../e2e/support/test-database.ts';
import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkChain, flushRefusals, recordAudit, verifyChain } from '#lib/audit/index.ts';
import { auditEventDetailSchema, auditPageSchema, signedHeadSchema } from '#lib/audit-log/schemas.ts';
import { prisma, transaction } from '#lib/platform/db.ts';
import { newId } from '#lib/platform/ids.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { GET as listServedModels } from '../../v1/models/route.ts';
import { POST as searchExperiments } from '../2.0/mlflow/experiments/[verb]/route.ts';
import { GET as getEvent } from './[id]/route.ts';
import { GET as exportEvents } from './export/route.ts';
import { GET as getFacets } from './facets/route.ts';
import { GET as getHead } from './head/route.ts';
import { GET as listEvents } from './route.ts';
import { GET as getStatus } from './status/route.ts';

let owner: Account;
let security: Account;
let engineer: Account;

const ada = { kind: 'user', id: newId(), name: 'Ada', address: '10.1.2.3' };
const model = { kind: 'model', id: newId(), name: 'guide-assistant' };

beforeAll(async () => {
  owner = await addAccount('owner');
  security = await addAccount('security-admin');
  engineer = await addAccount('mlops-engineer');
  for (let number = 1; number <= 5; number++) {
    await transaction((tx) =>
      recordAudit(tx, ada, {
        action: 'alias.moved',
        subject: model,
        before: { alias: 'champion', version: number },
        after: { alias: 'champion', version: number + 1, reason: number === 3 ? '100% sure' : '' },
        ticket: `OPS-${number}`,
      }),
    );
  }
  await transaction((tx) =>
    recordAudit(
      tx,
      { ...ada, id: newId(), name: 'Bob', address: '10.9.9.9' },
      {
        action: 'provider.created',
        subject: { kind: 'provider', id: 'p1', name: '=1+1' },
      },
    ),
  );
});

async function list(query: string) {
  const answer = await call(listEvents, { cookie: security.cookie, path: `/api/audit?${query}` });
  expect(answer.status).toBe(200);
  return auditPageSchema.parse(answer.body);
}

const tickets = async (query: string) => (await list(query)).items.map((item) => item.ticket);

describe('GET /api/audit', () => {
  it.each([
    [`actor=${ada.id}`, ['OPS-5', 'OPS-4', 'OPS-3', 'OPS-2', 'OPS-1']],
    ['actor=ada&limit=2', ['OPS-5', 'OPS-4']],
    ['ticket=ops-4', ['OPS-4']],
    ['q=100%25', ['OPS-3']],
    ['q=OPS-2', ['OPS-2']],
    ['action=alias&subject=guide&ticket=OPS-1', ['OPS-1']],
    [`subject=${model.id}&address=10.1&ticket=OPS-5`, ['OPS-5']],
    ['action=provider', ['']],
    ['action=ali', []],
    ['address=10.9.9.9&subjectKind=provider', ['']],
    ['to=2001-01-01T00:00:00Z', []],
    ['from=2001-01-01T00:00:00Z&ticket=OPS-1', ['OPS-1']],
    ['refused=true&actor=ada', []],
  ])('filters by %s', async (query, found) => {
    expect(await tickets(query)).toEqual(found);
  });

  it('pages without missing or repeating any', async () => {
    const seen: (number | null)[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map((item) => item.sequence));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)));
    expect(new Set(seen).size).toBe(await prisma().auditEvent.count());
  });

  it('is for those who may read the audit log', async () => {
    for (const handler of [listEvents, getEvent, exportEvents, getFacets, getHead, getStatus]) {
      const ask = { params: { id: newId() } };
      expect((await call(handler, { ...ask, cookie: engineer.cookie })).status).toBe(403);
      expect((await call(handler, ask)).status).toBe(401);
    }
  });

  it('shows what is kept of one, and says of an unknown one that there is none', async () => {
    const [item] = (await list('ticket=OPS-2')).items;
    const answer = await call(getEvent, { cookie: owner.cookie, params: { id: item?.id ?? '' } });
    const detail = auditEventDetailSchema.parse(answer.body);
    expect(detail).toMatchObject({
      sequence: item?.sequence,
      before: { version: 2 },
      erased: { actor: false },
    });
    expect(detail.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await call(getEvent, { cookie: owner.cookie, params: { id: newId() } })).status).toBe(404);
  });

  it('exports what the filters select, safe for spreadsheets', async () => {
    const csv = await call(exportEvents, { cookie: owner.cookie, path: '/x?action=provider' });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [header, row, ...rest] = String(csv.body).trim().split('\n');
    expect(header).toBe(
      'sequence,id,at,actorKind,actorId,actorName,action,refused,subjectKind,subjectId,subjectName,ticket,address,before,after',
    );
    expect(row).toContain("'=1+1");
    expect(rest).toEqual([]);
    const jsonl = await call(exportEvents, { cookie: owner.cookie, path: '/x?ticket=OPS&format=jsonl' });
    expect(String(jsonl.body).trim().split('\n')).toHaveLength(5);
  });

  it('offers the actions there are', async () => {
    const { body } = await call(getFacets, { cookie: owner.cookie });
    expect(body).toMatchObject({ actions: expect.arrayContaining(['alias.moved', 'provider.created']) });
  });
});

describe('the head', () => {
  it('is signed so that its public key alone can check it', async () => {
    const head = signedHeadSchema.parse((await call(getHead, { cookie: owner.cookie })).body);
    expect(head.sequence).toBe(await prisma().auditLink.count());
    const key = createPublicKey({ key: Buffer.from(head.publicKey, 'base64'), format: 'der', type: 'spki' });
    const text = `slipway audit head 1\n${head.sequence}\n${head.hash}\n${head.at}\n`;
    expect(verifySignature(null, Buffer.from(text), key, Buffer.from(head.signature, 'base64'))).toBe(true);
  });

  it('has a state that the check of the chain keeps', async () => {
    await checkChain();
    const { body } = await call(getStatus, { cookie: owner.cookie });
    const entries = await prisma().auditLink.count();
    expect(body).toMatchObject({ entries, check: { sequence: entries, problems: [] } });
  });
});

describe('refusals', () => {
  it('are on record with who, what and why, and a flood of them is two events', async () => {
    const before = await prisma().auditEvent.count();
    await flushRefusals();
    for (let i = 0; i < 40; i++) {
      const path = `/api/audit/${newId()}`;
      const id = path.slice('/api/audit/'.length);
      await call(getEvent, {
        cookie: engineer.cookie,
        path,
        params: { id },
        headers: { 'user-agent': 'Curious' },
      });
    }
    await flushRefusals();
    const { items } = await list(`refused=true&actor=${engineer.id}&subject=[id]`);
    expect(items.map((item) => item.after)).toEqual([
      { permission: 'audit.read', reason: 'missing_permission', times: expect.any(Number) },
      { permission: 'audit.read', reason: 'missing_permission', times: 1 },
      ...items.slice(2).map((item) => item.after),
    ]);
    expect(items[0]).toMatchObject({
      action: 'access.refused',
      actor: { kind: 'user', name: 'Test mlops-engineer' },
      subject: { kind: 'route', name: 'GET /api/audit/[id]' },
    });
    expect(items[0]?.after).toMatchObject({ times: 39 });
    expect((await prisma().auditEvent.count()) - before).toBeLessThanOrEqual(10);
    expect((await verifyChain()).problems).toEqual([]);
  });

  it('come from every dialect', async () => {
    const { cookie, id } = await addAccount('stakeholder');
    expect((await call(listServedModels, { cookie, path: '/v1/models' })).status).toBe(403);
    const mlflow = { cookie, path: '/api/2.0/mlflow/experiments/search', params: { verb: 'search' } };
    expect((await call(searchExperiments, { ...mlflow, json: {} })).status).toBe(403);
    await flushRefusals();
    expect((await list(`actor=${id}`)).items.map((item) => item.subject.name)).toEqual([
      'POST /api/2.0/mlflow/experiments/[verb]',
      'GET /v1/models',
    ]);
  });

  it('of keys that do not open are those of nobody known', async () => {
    await call(listEvents, {
      key: 'sk-slipway-nonsense',
      headers: { 'x-slipway-client-address': '203.0.113.7' },
    });
    await flushRefusals();
    expect((await list('address=203.0.113.7')).items).toMatchObject([
      {
        actor: { kind: 'anonymous', id: null },
        refused: true,
        after: { reason: 'invalid_api_key', times: 1 },
      },
    ]);
  });
});
