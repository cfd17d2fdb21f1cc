/** A worker in a process of its own, for tests that kill it. Environment as in production; says `ready` on its output. */
import { jobHandlers } from '../../lib/jobs/handlers.ts';
import { startWorker } from '../../lib/jobs/index.ts';

await startWorker(jobHandlers);
console.log('ready');
