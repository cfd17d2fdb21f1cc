import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Prints the AI SDK's packages that a fresh process has loaded after importing `specifier`. */
const script = `
import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const found = /node_modules\\/(@ai-sdk\\/[\\w-]+)\\//.exec(url);
    if (found) loaded.add(found[1]);
    return next(url, context);
  },
});
await import(process.argv[1]);
process.stdout.write(JSON.stringify([...loaded]));
process.exit();
`;

async function loadedBy(file: string): Promise<string[]> {
  const { href } = new URL(file, import.meta.url);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script, href]);
  return JSON.parse(stdout) as string[];
}

test('a server loads no vendor’s package until it opens a provider of the kind', async () => {
  expect(await loadedBy('./index.ts')).toEqual(['@ai-sdk/provider']);
  expect(await loadedBy('./kinds/cohere.ts')).toContain('@ai-sdk/cohere');
}, 30_000);
