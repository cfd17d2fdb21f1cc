/** A worker's run of one monitor in a process of its own, for tests that kill it. */
import { runMonitor } from '../../lib/monitors/runs/run-monitor.ts';

const [id = ''] = process.argv.slice(2);
await runMonitor(id, { signal: new AbortController().signal });
process.exit(0);
