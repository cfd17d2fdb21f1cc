/**
 * Loaded before `bin/server.ts` (`--import`): two of its modules are replaced while they are loaded, so that the product
 * needs no switch to turn authentication and the log off. All else is the very same server.
 */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../../..');
const urlOf = (file: string) => pathToFileURL(path.join(root, file)).href;

const replacements = new Map([
  [urlOf('lib/access/authenticate.ts'), urlOf('bench/serving/off/authenticate.ts')],
  [urlOf('lib/inference/record-inference.ts'), urlOf('bench/serving/off/record-inference.ts')],
]);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context);
    const instead = replacements.get(found.url);
    // The replacement itself may take over what it does not replace.
    return instead === undefined || context.parentURL === instead ? found : { ...found, url: instead };
  },
});
