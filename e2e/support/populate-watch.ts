/**
 * What people set up to watch, for the pictures: a dashboard, monitors, metrics of one's own, checks, the status
 * page, labels, topics and a dataset. Needs the endpoints of `populateTraffic`, and shows most with a history.
 */
import { z } from 'zod';
import { callApi } from './product-api.ts';

const endpoint = 'assistant';
const idSchema = z.looseObject({ id: z.string() });
const monitorsSchema = z.object({ items: z.array(idSchema) });
const rowsSchema = z.object({ items: z.array(z.looseObject({ requestId: z.string() })) });

interface Place {
  url: string;
}

async function made(place: Place, path: string, body: unknown): Promise<string> {
  return idSchema.parse(await callApi(place, 'POST', path, body)).id;
}

async function drawDashboard(place: Place): Promise<void> {
  const id = await made(place, '/api/dashboards', { name: 'Support desk', visibility: 'everyone' });
  const panels = [
    { title: 'Questions', expression: { metric: 'requests', aggregation: 'sum' }, kind: 'number' },
    { title: 'Satisfied', expression: { metric: 'satisfaction', aggregation: 'value' }, kind: 'number' },
    {
      title: 'P95 by served entity',
      expression: { metric: 'latency', aggregation: 'p95', endpoint, groupBy: 'arm' },
      kind: 'line',
    },
    {
      title: 'Languages',
      expression: { metric: 'languages', aggregation: 'sum', groupBy: 'subject' },
      kind: 'bar',
    },
  ];
  for (const panel of panels)
    await callApi(place, 'POST', `/api/dashboards/${id}/panels`, { width: 'half', ...panel });
}

async function watchDrift(place: Place): Promise<void> {
  await made(place, '/api/monitors', {
    endpoint,
    name: 'Questions and answers',
    columns: [
      'question_meaning',
      'language',
      'answer_length',
      'declined',
      'failed',
      'citation_support',
      'retrieval_score',
      'latency',
      'cost',
    ],
    slices: ['version'],
    granularity: 'hour',
    schedule: '5 * * * *',
    baseline: { kind: 'previous', windows: 24 },
    // Some twenty questions an hour are asked here.
    thresholds: { minRows: 12 },
  });
  // Its own monitor too, which looked before there were any weeks to look at.
  const { items } = monitorsSchema.parse(await callApi(place, 'GET', `/api/monitors?endpoint=${endpoint}`));
  for (const { id } of items) await callApi(place, 'POST', `/api/monitors/${id}/run`);
  await made(place, '/api/custom-metrics', {
    endpoint,
    name: 'Words for the money',
    kind: 'row',
    formula: 'answer_length / cost',
    aggregation: 'mean',
  });
}

async function checkHealth(place: Place): Promise<void> {
  await made(place, '/api/checks', {
    name: 'Knows what a snapshot is',
    definition: { kind: 'question', endpoint, question: 'What is a snapshot?' },
  });
  await callApi(place, 'PUT', '/api/status/page', {
    enabled: true,
    title: 'Harbour help desk',
    intro: 'How the answers of our help desk are doing.',
    entries: [{ endpoint, publicName: 'Help desk' }],
  });
  const incident = await made(place, '/api/status/incidents', {
    title: 'Answers take longer than usual',
    text: 'We see slow answers since this morning and are looking for the reason.',
  });
  await callApi(place, 'POST', `/api/status/incidents/${incident}/updates`, {
    stage: 'monitoring',
    text: 'A larger machine has taken over. We keep watching.',
  });
  await made(place, '/api/resources/targets', {
    name: 'GPU box',
    url: 'http://10.0.0.5:8000/metrics',
    allowPrivateNetwork: true,
    enabled: false,
  });
}

async function triage(place: Place): Promise<void> {
  const label = await made(place, '/api/labels', { name: 'Missing document', colour: 'orange', shortcut: 1 });
  const path = '/api/inferences?status=declined&limit=5';
  const { items } = rowsSchema.parse(await callApi(place, 'GET', path));
  const requestIds = items.map(({ requestId }) => requestId);
  await callApi(place, 'POST', '/api/inferences/labels', { requestIds, add: [label] });
  const dataset = await made(place, '/api/datasets', {
    name: 'Questions without an answer',
    description: 'What the documents should say.',
  });
  await callApi(place, 'POST', `/api/datasets/${dataset}/items`, { requestIds });
  await callApi(place, 'POST', '/api/topics', { endpoint });
}

/** Takes some seconds. */
export async function populateWatch(url: string): Promise<void> {
  const place = { url };
  await drawDashboard(place);
  await watchDrift(place);
  await checkHealth(place);
  await triage(place);
}
