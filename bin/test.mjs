/** `npm test` and, with `--verify`, `npm run verify`. */
import { ensureInstalled, runInstalled } from './install.mjs';

await ensureInstalled({ withDevelopment: true });
runInstalled('bin/check.ts', process.argv.slice(2));
