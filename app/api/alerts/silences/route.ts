import { route } from '#lib/access/index.ts';
import { createSilence, listSilences } from '#lib/alerts/index.ts';
import {
  createSilenceSchema,
  listSilencesQuerySchema,
  silenceListSchema,
  silenceSchema,
} from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List silences',
  query: listSilencesQuerySchema,
  output: silenceListSchema,
  handle: ({ caller, query }) => listSilences(caller, query),
});

export const POST = route({
  permission: 'alerts.acknowledge',
  summary: 'Silence alerts for a time',
  body: createSilenceSchema,
  output: silenceSchema,
  status: 201,
  handle: ({ caller, body }) => createSilence(caller, body),
});
