import { route } from '#lib/access/index.ts';
import { createTarget, listTargets } from '#lib/telemetry/index.ts';
import {
  scrapeTargetInputSchema,
  scrapeTargetListSchema,
  scrapeTargetSchema,
} from '#lib/telemetry/schemas.ts';

export const GET = route({
  permission: 'telemetry.read',
  summary: 'List scraped servers',
  output: scrapeTargetListSchema,
  handle: ({ caller }) => listTargets(caller),
});

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Scrape a server',
  body: scrapeTargetInputSchema,
  output: scrapeTargetSchema,
  status: 201,
  handle: ({ caller, body }) => createTarget(caller, body),
});
