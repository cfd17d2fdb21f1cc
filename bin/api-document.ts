/** Loads every route and sends the OpenAPI document to the process that asked, or prints it when a person did. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeApi } from '../lib/api-document/index.ts';
import { collectRoutes, collectSchemas } from './api-document/collect-routes.ts';

const root = path.dirname(import.meta.dirname);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const json = JSON.stringify(describeApi(await collectRoutes(root), await collectSchemas(root), version));

await new Promise((resolve) => {
  if (process.send === undefined) process.stdout.write(`${json}\n`, resolve);
  else process.send(json, resolve);
});
// Some of what routes load keeps timers or threads.
process.exit(0);
