import { route } from '#lib/access/index.ts';
import { previewSchedule } from '#lib/monitors/index.ts';
import { schedulePreviewQuerySchema, schedulePreviewSchema } from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Say a schedule in words, with its next runs',
  query: schedulePreviewQuerySchema,
  output: schedulePreviewSchema,
  handle: ({ query }) => previewSchedule(query),
});
