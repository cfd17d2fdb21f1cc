/** Runs one export in a process of its own, which a test may kill. Argument: the export's id. */
import { runExport } from '../../lib/log-export/run-export.ts';
import { closeDatabase } from '../../lib/platform/db.ts';

await runExport(process.argv[2] ?? '', {
  cause: 'request',
  today: true,
  signal: new AbortController().signal,
});
await closeDatabase();
