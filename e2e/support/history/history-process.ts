/** Fills the database of a running product: `SLIPWAY_DATA_DIR=… node history-process.ts <History as JSON>`. */
import { openDatabase } from '../../../bin/open-database.ts';
import { closeDatabase } from '../../../lib/platform/db.ts';
import { type History, writeHistory } from './write-history.ts';

const close = await openDatabase();
const written = await writeHistory(JSON.parse(process.argv[2] ?? '{}') as History);
console.log(`${written} requests`);
await closeDatabase();
await close();
process.exit(0);
