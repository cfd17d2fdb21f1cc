/** Things of another tenant, each holding `marker` where it shows. Import after `test-database.ts`. */
import { defaultChain } from '../../lib/chain/index.ts';
import { createCheck } from '../../lib/health/index.ts';
import { checkBodySchema } from '../../lib/health/schemas.ts';
import { addDocuments, createKnowledge, listDocuments } from '../../lib/knowledge/index.ts';
import { listDocumentsSchema } from '../../lib/knowledge/schemas.ts';
import { createObjective } from '../../lib/objectives/index.ts';
import { prisma } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { createModel, moveAlias, registerVersion } from '../../lib/registry/index.ts';
import { createEndpoint } from '../../lib/serving/index.ts';
import { createEndpointSchema } from '../../lib/serving/schemas.ts';
import { createExperiment, createRun } from '../../lib/tracking/index.ts';
import { type Account, addAccount } from '../support/accounts.ts';
import { uploadRequest } from '../support/knowledge.ts';
import { admin, passes, versionInput } from '../support/registry.ts';
import { plantAlerts } from './plant-alerts.ts';
import { insertPlantedRequest } from './planted-request.ts';

export const marker = 'PLANTED-7f3a9c';
/** Names stand in addresses, so errors repeat them; lists must not. */
export const planted = { model: 'planted-model', knowledge: 'planted-kb', endpoint: 'planted-endpoint' };

export interface World {
  model: string;
  knowledge: string;
  endpoint: string;
  person: Account;
  documentId: string;
  revisionId: string;
  conversationId: string;
  messageId: string;
  requestId: string;
  keyId: string;
  teamId: string;
  grantId: string;
  role: string;
  experimentId: string;
  runId: string;
  channelId: string;
  objectiveId: string;
  dashboardId: string;
  checkId: string;
  alertRuleId: string;
  alertId: string;
  silenceId: string;
  provider: string;
}

export async function plantWorld(): Promise<World> {
  const person = await addAccount('app-team');
  await prisma().user.update({ where: { id: person.id }, data: { name: `${marker} person` } });
  const { documentId, revisionId } = await plantKnowledge();
  await plantModel();
  const servedEntities = [
    {
      name: 'main',
      target: { by: 'alias', model: planted.model, alias: 'champion' },
      trafficPercentage: 100,
    },
  ];
  const endpoint = { name: planted.endpoint, environment: 'production', description: marker, servedEntities };
  await createEndpoint(admin, createEndpointSchema.parse(endpoint));
  const objective = await createObjective(admin, {
    endpoint: planted.endpoint,
    name: marker,
    kind: 'availability',
    target: 0.99,
    thresholdMs: null,
    windowDays: 28,
  });
  const requestId = await insertPlantedRequest(person.id, planted.endpoint, marker);
  return {
    ...planted,
    person,
    documentId,
    revisionId,
    requestId,
    ...(await plantConversation(person.id)),
    ...(await plantAccess(person.id)),
    ...(await plantRun()),
    channelId: newId(),
    objectiveId: objective.id,
    dashboardId: await plantDashboard(person.id),
    checkId: await plantCheck(),
    ...(await plantAlerts(planted.endpoint, marker)),
    provider: 'extractive',
  };
}

async function plantKnowledge() {
  await createKnowledge(admin, { name: planted.knowledge, description: marker });
  await addDocuments(admin, planted.knowledge, uploadRequest({ [`${marker}.md`]: `# ${marker}` }));
  const { items } = await listDocuments(admin, planted.knowledge, listDocumentsSchema.parse({}));
  const [document] = items;
  if (document === undefined) throw new Error('the planted document was not taken in');
  return { documentId: document.id, revisionId: document.revisionId };
}

async function plantModel(): Promise<void> {
  await createModel(admin, { name: planted.model, description: marker, tags: { team: marker } });
  const document = defaultChain({
    knowledge: planted.knowledge,
    provider: 'extractive',
    model: 'extractive-1',
  });
  await registerVersion(admin, planted.model, versionInput({ document, description: marker }), passes);
  await moveAlias(admin, planted.model, 'champion', { version: 1, reason: marker, ticket: '' });
}

async function plantConversation(userId: string) {
  const [conversationId, messageId] = [newId(), newId()];
  await prisma().conversation.create({
    data: { id: conversationId, userId, endpointName: planted.endpoint, title: marker },
  });
  await prisma().message.create({
    data: { id: messageId, conversationId, parentId: null, role: 'user', content: marker },
  });
  return { conversationId, messageId };
}

async function plantAccess(userId: string) {
  const [keyId, teamId, grantId] = [newId(), newId(), newId()];
  const role = 'planted-role';
  await prisma().apiKey.create({
    data: {
      id: keyId,
      name: marker,
      prefix: marker,
      hash: Buffer.from(keyId),
      ownerId: userId,
      permissions: ['endpoints.query'],
    },
  });
  await prisma().team.create({ data: { id: teamId, name: `${marker} team` } });
  await prisma().teamMember.create({ data: { teamId, userId } });
  await prisma().customRole.create({
    data: { name: role, description: marker, permissions: ['dashboards.read'] },
  });
  await prisma().grant.create({
    data: { id: grantId, teamId, role, scopeKind: 'endpoint', scopeName: planted.endpoint },
  });
  return { keyId, teamId, grantId, role };
}

async function plantRun() {
  const experimentId = await createExperiment(admin, { name: marker, tags: {}, artifactLocation: null });
  const run = await createRun(admin, {
    experimentId,
    name: marker,
    userName: marker,
    startedAt: new Date(),
    tags: [],
  });
  return { experimentId, runId: run.id };
}

async function plantDashboard(ownerId: string): Promise<string> {
  const id = newId();
  await prisma().dashboard.create({
    data: {
      id,
      ownerId,
      name: marker,
      description: marker,
      visibility: 'private',
      defaultRange: '24h',
      panels: [],
    },
  });
  return id;
}

async function plantCheck(): Promise<string> {
  const definition = { kind: 'question', endpoint: planted.endpoint, question: marker } as const;
  return (await createCheck(admin, checkBodySchema.parse({ name: marker, definition }))).id;
}
