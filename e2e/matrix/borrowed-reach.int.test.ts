/** Reading another tenant's things through one's own: by serving their model, searching their documents, copying a version. */
import '../support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileAccess } from '../../lib/access/compile-access.ts';
import type { BuiltInRole, Scope, UserCaller } from '../../lib/access/index.ts';
import { defaultChain } from '../../lib/chain/index.ts';
import { readDocumentContent, sendOriginal } from '../../lib/knowledge/index.ts';
import { prisma } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { registerVersion, validateChain } from '../../lib/registry/index.ts';
import { createEndpoint, updateEndpoint } from '../../lib/serving/index.ts';
import { createEndpointSchema, updateEndpointSchema } from '../../lib/serving/schemas.ts';
import { userCaller } from '../support/callers.ts';
import { newModel, passes, versionInput } from '../support/registry.ts';
import { plantWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await plantWorld();
});
afterAll(closeEvents);

function holding(role: BuiltInRole, ...scopes: Scope[]): UserCaller {
  const access = compileAccess(scopes.map((scope) => ({ role, scope, permissions: [] })));
  return { ...userCaller(role), access };
}

const serving = (model: string) => [
  { name: 'main', target: { by: 'version', model, version: 1 }, trafficPercentage: 100 },
];
const forbidden = { code: 'forbidden', reason: 'missing_permission' };

test('a model of others cannot be served at one’s own endpoint', async () => {
  const own = await newModel(1);
  const name = 'own-endpoint';
  const caller = holding('mlops-engineer', { kind: 'endpoint', name }, { kind: 'model', name: own });
  const create = (model: string) =>
    createEndpoint(caller, createEndpointSchema.parse({ name, servedEntities: serving(model) }));
  await expect(create(world.model)).rejects.toMatchObject(forbidden);
  // The same whether or not there is such a model.
  await expect(create('no-such-model')).rejects.toMatchObject(forbidden);
  await create(own);
  const serve = (model: string) =>
    updateEndpoint(
      caller,
      name,
      updateEndpointSchema.parse({ expectedConfig: 1, servedEntities: serving(model) }),
    );
  await expect(serve(world.model)).rejects.toMatchObject(forbidden);
});

test('what an endpoint serves already stays its engineer’s to split', async () => {
  const caller = holding('mlops-engineer', { kind: 'endpoint', name: world.endpoint });
  const { config } = await prisma().endpoint.findUniqueOrThrow({ where: { name: world.endpoint } });
  const input = { expectedConfig: Number(config), servedEntities: serving(world.model) };
  const changed = await updateEndpoint(caller, world.endpoint, updateEndpointSchema.parse(input));
  expect(changed.servedEntities[0]?.target).toMatchObject({ model: world.model });
});

test('documents of others cannot be searched by one’s own version, nor be told to exist', async () => {
  const own = await newModel();
  const caller = holding('data-scientist', { kind: 'model', name: own });
  const searching = (knowledge: string) =>
    defaultChain({ knowledge, provider: 'extractive', model: 'extractive-1' });
  for (const knowledge of [world.knowledge, 'no-such-kb']) {
    const input = versionInput({ document: searching(knowledge) });
    await expect(registerVersion(caller, own, input, passes)).rejects.toMatchObject(forbidden);
  }
  const problemsWith = async (knowledge: string) => {
    const { problems } = await validateChain(caller, JSON.stringify(searching(knowledge)));
    return problems.map(({ message }) => message.replaceAll(knowledge, '…'));
  };
  expect(await problemsWith(world.knowledge)).toEqual(await problemsWith('no-such-kb'));
});

test('a version of others cannot be named as the origin of one’s own', async () => {
  const own = await newModel();
  const caller = holding('data-scientist', { kind: 'model', name: own });
  const from = { kind: 'version', model: world.model, version: 1 } as const;
  const document = defaultChain({ knowledge: null, provider: 'extractive', model: 'extractive-1' });
  await expect(registerVersion(caller, own, versionInput({ document, from }), passes)).rejects.toMatchObject(
    forbidden,
  );
});

test('a cited document opens for who may ask an endpoint that answers out of it, and for nobody else', async () => {
  const at = (name: string): Scope => ({ kind: 'endpoint', name });
  const open = (caller: UserCaller) =>
    sendOriginal(caller, world.revisionId, new Request('http://slipway.test/')).then(({ status }) => status);
  expect(await open(holding('end-user', at(world.endpoint)))).toBe(200);
  expect(await open(holding('end-user', { kind: 'environment', name: 'production' }))).toBe(200);
  const reader = holding('data-scientist', { kind: 'knowledge', name: world.knowledge });
  expect(await open(reader)).toBe(200);
  const others = [
    at('other'),
    { kind: 'environment', name: 'staging' },
    { kind: 'knowledge', name: 'other' },
  ];
  for (const scope of others as Scope[]) {
    const caller = holding('data-scientist', scope);
    await expect(open(caller)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readDocumentContent(caller, world.revisionId)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(open(holding('stakeholder', at(world.endpoint)))).rejects.toMatchObject(forbidden);
  // Once no endpoint answers out of it, there is nothing to have cited it.
  await prisma().endpoint.delete({ where: { name: world.endpoint } });
  await expect(open(userCaller('end-user'))).rejects.toMatchObject({ code: 'not_found' });
});
