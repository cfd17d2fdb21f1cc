/** `node bin/complete-lock.ts`, after `npm install` against a partial mirror: see lock-file.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entryOf, type LockFile, missingOptional } from './lock-file.ts';

const file = path.join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
const missing = missingOptional(lock);
for (const found of missing) lock.packages[`node_modules/${found.name}`] = entryOf(found);
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`Added ${missing.length} packages of other platforms.`);
