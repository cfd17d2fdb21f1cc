import { route } from '#lib/access/index.ts';
import { applyRetentionNow, retentionStatus } from '#lib/privacy/index.ts';
import { retentionStatusSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Read how the last removal of old data went',
  output: retentionStatusSchema,
  handle: ({ caller }) => retentionStatus(caller),
});

export const POST = route({
  permission: 'privacy.write',
  summary: 'Remove now what is past its retention',
  output: retentionStatusSchema,
  status: 202,
  handle: async ({ caller }) => {
    await applyRetentionNow(caller);
    return retentionStatus(caller);
  },
});
