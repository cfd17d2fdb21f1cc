/**
 * A rollout for the pictures: a canary with results in both arms, a fallback, a shadow, a staging endpoint, a promotion
 * that was taken back, and a plan for the days to come.
 */
import { z } from 'zod';
import { callApi } from './product-api.ts';
import { askAsEach, createEndpoint, people, rate } from './rollout.ts';

const model = 'guide-assistant';
const endpoint = 'assistant';

interface Place {
  url: string;
}

const byVersion = (version: number) => ({ by: 'version', model, version });
const followed = { by: 'alias', model, alias: 'champion' };

/** Shares of the two that answer people; the backup only answers for others, the mirror for nobody. */
export function entitiesWith(candidate: number, main: Record<string, unknown> = followed) {
  const cache = { embeddings: 'exact' };
  return [
    { name: 'main', target: main, trafficPercentage: 100 - candidate, fallbacks: ['backup'], cache },
    { name: 'candidate', target: byVersion(2), trafficPercentage: candidate, fallbacks: ['main'] },
    { name: 'backup', target: byVersion(1), trafficPercentage: 0 },
    { name: 'mirror', target: byVersion(3), trafficPercentage: 0, shadowPercentage: 40 },
  ];
}

const configSchema = z.object({ config: z.number() });

async function configInForce(place: Place): Promise<number> {
  return configSchema.parse(await callApi(place, 'GET', `/api/endpoints/${endpoint}`)).config;
}

async function change(place: Place, candidate: number, reason: string, ticket = ''): Promise<void> {
  await callApi(place, 'PATCH', `/api/endpoints/${endpoint}`, {
    expectedConfig: await configInForce(place),
    servedEntities: entitiesWith(candidate),
    reason,
    ticket,
  });
}

interface Promotion {
  version: number;
  to: 'staging' | 'production';
  expectedCurrent: number | null;
  aliases?: string[];
  reason: string;
  ticket?: string;
}

async function promote(place: Place, { version, ...promotion }: Promotion): Promise<void> {
  await callApi(place, 'POST', `/api/models/${model}/versions/${version}/promotion`, promotion);
}

const versionSchema = z.object({ document: z.looseObject({}) });

/** A third version, which is only mirrored to. */
async function addMirrored(place: Place): Promise<void> {
  const versions = `/api/models/${model}/versions`;
  const { document } = versionSchema.parse(await callApi(place, 'GET', `${versions}/2`));
  await callApi(place, 'POST', versions, {
    description: 'Only the two best passages, and a length an answer may have',
    from: { kind: 'version', model, version: 2 },
    document: {
      ...document,
      retrieval: { knowledge: 'guide', k: 2 },
      postprocess: [{ step: 'check-citations' }, { step: 'limit-length', maxChars: 1200 }],
    },
  });
}

const questions = ['What is a snapshot?', 'What is an alias?', 'Who may operate the crane alone?'];

/** People come with a question each, and some say what they think of the answer. */
async function live(place: Place, count: number): Promise<void> {
  const questionOf = (index: number) => questions[index % questions.length] ?? '';
  const answers = await askAsEach(place, endpoint, people(count), questionOf);
  for (const [index, { requestId, entity }] of answers.entries()) {
    if (index % 3 === 0)
      await rate(place, requestId, index % (entity === 'main' ? 4 : 9) === 0 ? 'down' : 'up');
  }
}

const dayMs = 86_400_000;

async function plan(place: Place): Promise<void> {
  const steps = [50, 100].map((candidate, index) => ({
    at: new Date(Date.now() + (index + 1) * dayMs).toISOString(),
    shares: { main: 100 - candidate, candidate, backup: 0, mirror: 0 },
  }));
  await callApi(place, 'POST', `/api/endpoints/${endpoint}/schedules`, {
    expectedConfig: await configInForce(place),
    steps,
    reason: 'All of it by the weekend if complaints stay away.',
    ticket: 'CHG-1050',
  });
}

/** Needs a second version of the assistant. Takes some seconds. */
export async function populateTraffic(url: string): Promise<void> {
  const place = { url };
  await addMirrored(place);
  await promote(place, { version: 2, to: 'staging', expectedCurrent: null, reason: 'Reviewed by support.' });
  await createEndpoint(place, 'assistant-staging', 'staging', [
    { name: 'main', target: { by: 'stage', model, stage: 'staging' }, trafficPercentage: 100 },
  ]);
  await createEndpoint(place, 'assistant-lab', 'development', [
    { name: 'main', target: byVersion(3), trafficPercentage: 50 },
    { name: 'candidate', target: byVersion(2), trafficPercentage: 50 },
  ]);
  await change(place, 10, 'Ten percent see fewer passages.', 'CHG-1042');
  await live(place, 60);
  await promote(place, {
    version: 2,
    to: 'production',
    expectedCurrent: 1,
    aliases: ['champion'],
    reason: 'Both arms are equally good, and the answers are shorter.',
    ticket: 'CHG-1042',
  });
  await callApi(place, 'POST', `/api/endpoints/${endpoint}/rollback`, {
    to: await configInForce(place),
    expectedConfig: await configInForce(place),
    takeBackDocuments: false,
    reason: 'Complaints about answers without a source.',
    ticket: 'INC-77',
  });
  await callApi(place, 'PUT', `/api/models/${model}/aliases/champion`, { version: 1, reason: 'As it was.' });
  await promote(place, { version: 3, to: 'staging', expectedCurrent: null, reason: 'The next candidate.' });
  await change(place, 25, 'Once more, with a quarter.', 'CHG-1049');
  await live(place, 160);
  await plan(place);
}
