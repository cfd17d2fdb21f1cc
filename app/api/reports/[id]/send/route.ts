import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { sendReportNow } from '#lib/dashboards/index.ts';

export const POST = route({
  permission: 'dashboards.own',
  summary: 'Send a report of one’s own at once',
  params: z.object({ id: z.uuid() }),
  handle: async ({ caller, params: { id } }) => {
    await sendReportNow(caller, id);
    return undefined;
  },
});
