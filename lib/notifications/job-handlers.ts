/** Binds the jobs to their code, which is loaded when the first of its kind runs: only workers pay for the mailer. */
import { handleJob, type JobHandler } from '../jobs/index.ts';
import { deliverNotificationJob, purgeNotificationsJob } from './jobs.ts';

export const notificationJobHandlers: readonly JobHandler[] = [
  handleJob(deliverNotificationJob, async ({ deliveryId }, run) => {
    const { deliverNotification } = await import('./deliver-notification.ts');
    await deliverNotification(deliveryId, run);
  }),
  handleJob(purgeNotificationsJob, async () => {
    const { endOrphans, purgeNotifications } = await import('./delivery-store.ts');
    await endOrphans();
    await purgeNotifications();
  }),
];
