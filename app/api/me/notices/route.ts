import { route } from '#lib/access/index.ts';
import { dismissNotices, listNotices } from '#lib/notifications/index.ts';
import { noticeListSchema } from '#lib/notifications/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'List one’s unread notices',
  output: noticeListSchema,
  handle: ({ caller }) => listNotices(caller),
});

export const DELETE = route({
  permission: 'any-user',
  summary: 'Dismiss all of one’s notices',
  handle: async ({ caller }) => {
    await dismissNotices(caller);
    return undefined;
  },
});
