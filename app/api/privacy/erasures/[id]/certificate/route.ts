import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getCertificate } from '#lib/privacy/index.ts';
import { certificateSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Download the certificate of an erasure',
  params: z.object({ id: z.uuid() }),
  output: certificateSchema,
  handle: ({ caller, params }) => getCertificate(caller, params.id),
});
