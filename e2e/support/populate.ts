/** Life for the pictures: a manual, questions good and bad, ratings, and failures, all through the API. */
import { z } from 'zod';
import { makeManualPdf } from '../fixtures/make-files.ts';
import { populateGovernance } from './populate-governance.ts';
import { populateOverview } from './populate-overview.ts';
import { populateSignIn } from './populate-sign-in.ts';
import { populateTraffic } from './populate-traffic.ts';
import { apiKey, eventually } from './product.ts';
import { populateRuns } from './runs.ts';
import type { Sessions } from './sessions.ts';

const questions = [
  'What is a snapshot?',
  'At which mean wind speed must lifting stop?',
  'What is an alias?',
  'Who may operate the crane alone?',
  'What does declined mean?',
  'How many broken wires condemn the hoist rope?',
  'Who won the chess championship in Reykjavik in 1972?',
  'What does a viewer do?',
];
const rounds = 4;

const answerSchema = z.object({ slipway: z.object({ request_id: z.string(), status: z.string() }) });
const knowledgeSchema = z.object({ activeCount: z.number() });

function call(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, url), {
    ...init,
    headers: { authorization: `Bearer ${apiKey}`, ...init.headers },
  });
}

function postJson(url: string, path: string, body: unknown): Promise<Response> {
  return call(url, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function uploadManual(url: string): Promise<void> {
  const form = new FormData();
  const manual = Uint8Array.from(await makeManualPdf({ bookmarks: true }));
  form.append('files', new File([manual], 'harbour-crane-manual.pdf', { type: 'application/pdf' }));
  form.append('files', new File(['%PDF-1.7 truncated'], 'damaged.pdf', { type: 'application/pdf' }));
  await call(url, '/api/knowledge/guide/documents', { method: 'POST', body: form });
  await eventually(
    'the manual is read',
    async () => {
      const detail = knowledgeSchema.parse(await (await call(url, '/api/knowledge/guide')).json());
      return detail.activeCount === 0;
    },
    60_000,
  );
}

async function askAndRate(url: string, question: string, turn: number): Promise<void> {
  const response = await postJson(url, '/v1/chat/completions', {
    model: 'assistant',
    messages: [{ role: 'user', content: question }],
  });
  const { slipway } = answerSchema.parse(await response.json());
  if (turn % 3 === 0) return;
  const rating = slipway.status === 'ok' && turn % 7 !== 0 ? 'up' : 'down';
  await postJson(url, '/v1/feedback', {
    request_id: slipway.request_id,
    rating,
    score: rating === 'up' ? 5 : 2,
  });
}

const versionSchema = z.object({ document: z.looseObject({}) });

/** A second version of the assistant with steps and a routing rule, that serves nobody yet. */
async function addVersion(url: string): Promise<void> {
  const versions = '/api/models/guide-assistant/versions';
  const { document } = versionSchema.parse(await (await call(url, `${versions}/1`)).json());
  await postJson(url, versions, {
    description: 'Fewer passages, and questions are looked at before they are answered',
    tags: { team: 'support', reviewed: '' },
    from: { kind: 'version', model: 'guide-assistant', version: 1 },
    document: {
      ...document,
      preprocess: [
        { step: 'normalise' },
        { step: 'rewrite-from-history', turns: 4 },
        { step: 'detect-language' },
        { step: 'screen-injection', action: 'block' },
      ],
      retrieval: { knowledge: 'guide', k: 4 },
      routing: [
        {
          name: 'long questions',
          when: { minQuestionChars: 400 },
          model: { provider: 'extractive', name: 'extractive' },
        },
      ],
      postprocess: [{ step: 'check-citations' }, { step: 'mask-pii', kinds: ['email', 'phone'] }],
    },
  });
}

/** Fills a fresh product. Takes some seconds. */
export async function populate(url: string, sessions: Sessions): Promise<void> {
  await uploadManual(url);
  await addVersion(url);
  const asked = Array.from({ length: rounds }, () => questions).flat();
  for (const [turn, question] of asked.entries()) await askAndRate(url, question, turn);
  await postJson(url, '/v1/chat/completions', {
    model: 'nobody',
    messages: [{ role: 'user', content: 'Hello?' }],
  });
  // Somebody tries a key that is none: the audit log has a refusal to show.
  await fetch(`${url}/api/users`, { headers: { authorization: 'Bearer sk-slipway-guessed' } });
  await populateTraffic(url);
  await populateRuns({ url });
  await populateGovernance(url, sessions);
  await populateOverview(url);
  await populateSignIn(url);
}
