/** `npm start` and, with `--dev`, `npm run dev`. */
import { ensureInstalled, runInstalled } from './install.mjs';

await ensureInstalled({ withDevelopment: false });
runInstalled('bin/supervise.ts', process.argv.slice(2));
