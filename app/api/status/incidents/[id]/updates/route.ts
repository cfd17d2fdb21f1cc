import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { updateNotice } from '#lib/health/index.ts';
import { noticeSchema, noticeUpdateSchema } from '#lib/health/schemas.ts';

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Tell the public how an incident goes on',
  params: z.object({ id: z.uuid() }),
  body: noticeUpdateSchema,
  output: noticeSchema,
  status: 201,
  handle: ({ caller, params: { id }, body }) => updateNotice(caller, id, body),
});
