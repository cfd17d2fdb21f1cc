import { route } from '#lib/access/index.ts';
import { readStatusPage, saveStatusPage } from '#lib/health/index.ts';
import { statusAdminSchema, statusSettingsSchema } from '#lib/health/schemas.ts';

export const GET = route({
  permission: 'telemetry.read',
  summary: 'Get the settings of the status page',
  output: statusAdminSchema,
  handle: ({ caller }) => readStatusPage(caller),
});

export const PUT = route({
  permission: 'telemetry.write',
  summary: 'Set up the status page',
  body: statusSettingsSchema,
  output: statusAdminSchema,
  handle: ({ caller, body }) => saveStatusPage(caller, body),
});
