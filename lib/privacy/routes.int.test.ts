import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POST as chat } from '../../app/api/chat/route.ts';
import { GET as readText, PUT as writeText } from '../../app/api/consent-text/route.ts';
import { POST as giveConsent, GET as readConsent } from '../../app/api/me/consent/route.ts';
import { GET as exportOwn } from '../../app/api/me/export/route.ts';
import { GET as certificate } from '../../app/api/privacy/erasures/[id]/certificate/route.ts';
import { GET as readErasure } from '../../app/api/privacy/erasures/[id]/route.ts';
import { POST as erase, GET as listErasures } from '../../app/api/privacy/erasures/route.ts';
import { GET as held } from '../../app/api/privacy/people/data/route.ts';
import { GET as exportPerson } from '../../app/api/privacy/people/export/route.ts';
import { GET as people } from '../../app/api/privacy/people/route.ts';
import { PUT as setPolicy } from '../../app/api/privacy/policies/[endpoint]/route.ts';
import { GET as policies, PUT as setDefaults } from '../../app/api/privacy/policies/route.ts';
import { POST as retain, GET as retention } from '../../app/api/privacy/retention/route.ts';
import { type Account, addAccount, call } from '../../e2e/support/accounts.ts';
import { createApiKey, systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { setConsentText } from './index.ts';

let owner: Account;
let officer: Account;
let person: Account;

beforeAll(async () => {
  owner = await addAccount('owner');
  officer = await addAccount('security-admin');
  person = await addAccount('end-user');
});
afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

const id = newId();
const subjectOf = (account: Account) => `kind=user&id=${account.id}`;

test('nobody else gets through any door of privacy, and nobody at all without signing in', async () => {
  const policy = { storePrompts: false, days: {} };
  const doors = [
    [policies, {}],
    [setDefaults, { method: 'PUT', json: policy }],
    [setPolicy, { method: 'PUT', json: policy, params: { endpoint: 'assistant' } }],
    [retention, {}],
    [retain, { method: 'POST' }],
    [people, { path: '/?q=a' }],
    [held, { path: `/?${subjectOf(owner)}` }],
    [exportPerson, { path: `/?${subjectOf(owner)}` }],
    [listErasures, {}],
    [erase, { json: { subject: { kind: 'user', id: owner.id }, documents: 'keep', confirm: owner.email } }],
    [readErasure, { params: { id } }],
    [certificate, { params: { id } }],
    [readText, {}],
    [writeText, { method: 'PUT', json: { text: 'x' } }],
  ] as const;
  for (const role of ['data-scientist', 'app-team', 'stakeholder', 'end-user'] as const) {
    const { cookie } = await addAccount(role);
    for (const [door, ask] of doors) expect((await call(door, { ...ask, cookie })).status).toBe(403);
  }
  for (const [door, ask] of doors) expect((await call(door, ask)).status).toBe(401);
});

test('a security admin finds a person and sees what is held, but erases no owner', async () => {
  const { cookie } = officer;
  const found = await call(people, { cookie, path: `/?q=${encodeURIComponent(person.email)}` });
  expect(found.body).toMatchObject({ items: [{ subject: { kind: 'user', id: person.id } }] });
  const data = await call(held, { cookie, path: `/?${subjectOf(person)}` });
  expect(data.body).toMatchObject({ person: { email: person.email }, erasure: null });
  expect(JSON.stringify(data.body)).toContain('"place":"profile","label":"Account","count":1');
  const subject = { kind: 'user', id: owner.id };
  const refused = await call(erase, { cookie, json: { subject, documents: 'keep', confirm: owner.email } });
  expect(refused.status).toBe(403);
  expect((await call(held, { cookie, path: `/?kind=user&id=${id}` })).status).toBe(404);
  expect((await call(held, { cookie, path: '/?kind=user&id=1%27%20OR%201=1' })).status).toBe(400);
  expect((await call(readErasure, { cookie, params: { id } })).status).toBe(404);
});

test('everybody exports their own data and nobody else’s, and a key does not', async () => {
  const mine = await call(exportOwn, { cookie: person.cookie, path: `/?${subjectOf(owner)}` });
  expect(mine.status).toBe(200);
  expect(mine.headers.get('content-type')).toBe('application/zip');
  const key = await createApiKey((await addAccount('app-team')).caller, {
    name: 'bot',
    permissions: ['endpoints.query'],
    endpoints: [],
    expiresAt: null,
  });
  expect((await call(exportOwn, { key: key.value })).status).toBe(403);
});

test('the chat is refused until the text in force was accepted', async () => {
  await setConsentText(systemCaller('test'), 'Answers may be wrong.');
  const { cookie } = person;
  const ask = {
    conversationId: newId(),
    endpoint: 'assistant',
    question: { id: newId(), parentId: null, content: 'Hello?' },
    answerId: newId(),
  };
  const refused = await call(chat, { cookie, json: ask });
  expect(refused.status).toBe(403);
  expect(JSON.stringify(refused.body)).toContain('consent_required');
  const shown = await call(readConsent, { cookie });
  expect(shown.body).toMatchObject({ required: true, text: 'Answers may be wrong.', givenAt: null });
  const { version } = shown.body as { version: number };
  expect((await call(giveConsent, { cookie, json: { version: version + 1 } })).status).toBe(409);
  expect((await call(giveConsent, { cookie, json: { version } })).status).toBe(200);
  expect((await call(chat, { cookie, json: ask })).status).toBe(200);
});
