import { route } from '#lib/access/index.ts';
import { openNotice } from '#lib/health/index.ts';
import { noticeInputSchema, noticeSchema } from '#lib/health/schemas.ts';

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Tell the public of an incident',
  body: noticeInputSchema,
  output: noticeSchema,
  status: 201,
  handle: ({ caller, body }) => openNotice(caller, body),
});
