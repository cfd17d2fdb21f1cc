/** The background work of notifications; job-handlers.ts binds it to its code. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

/** Sends one notification to one receiver. Tries for about a day, with growing, jittered delays. */
export const deliverNotificationJob = defineJob({
  name: 'deliver-notification',
  schema: z.object({ deliveryId: z.uuid() }),
  options: {
    concurrency: 4,
    expireInSeconds: 2 * 60,
    retryLimit: 18,
    retryDelaySeconds: 3,
    retryDelayMaxSeconds: 4 * 60 * 60,
    pollSeconds: 5,
  },
});

/** Ends deliveries that no job makes any more, and forgets what was told long ago. */
export const purgeNotificationsJob = defineJob({
  name: 'purge-notifications',
  schema: z.object({}),
  options: { unique: true, schedule: '23 4 * * *', retryLimit: 2 },
});
