/** One attempt at one delivery in a process of its own, for tests that kill it: `node deliver-process.ts <delivery id>`. */
import { deliverNotification } from '../../lib/notifications/deliver-notification.ts';

await deliverNotification(process.argv[2] ?? '', {
  lastTry: false,
  signal: new AbortController().signal,
});
process.exit(0);
