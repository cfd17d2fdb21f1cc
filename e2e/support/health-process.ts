/** A runner of health checks in a process of its own, for tests that kill it: runs what is due and says `done`. */
import { runDueChecks } from '../../lib/health/run-due-checks.ts';

console.log('ready');
await runDueChecks(new AbortController().signal);
console.log('done');
process.exit(0);
