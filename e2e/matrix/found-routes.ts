/** Every operation of every `route.ts` and `route.tsx` under `app`, catch-alls included, found on the disk. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteHandler } from '../../lib/access/index.ts';
import { documentOf, verbDocumentsOf } from '../../lib/platform/http/route-document.ts';

export interface FoundRoute {
  /** `GET /api/models/[name]`; verbs of MLflow's folders stand in place of `[verb]`. */
  title: string;
  method: string;
  pattern: string;
  /** Set for a verb. */
  verb: string | null;
  handler: RouteHandler;
  /** Undefined when the handler says nothing of itself. */
  permission: string | null | undefined;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
export const root = path.resolve(import.meta.dirname, '../..');

export async function foundRoutes(): Promise<FoundRoute[]> {
  const files = globSync('app/**/route.{ts,tsx}', { cwd: root }).sort();
  return (await Promise.all(files.map(routesOfFile))).flat();
}

async function routesOfFile(file: string): Promise<FoundRoute[]> {
  const module: Record<string, unknown> = await import(
    /* @vite-ignore */ pathToFileURL(path.join(root, file)).href
  );
  const pattern = `/${path.dirname(file).split(path.sep).slice(1).join('/')}`;
  return methods.flatMap((method): FoundRoute[] => {
    const handler = module[method];
    if (typeof handler !== 'function') return [];
    const found = { method, pattern, handler: handler as RouteHandler };
    const verbs = verbDocumentsOf(handler);
    if (verbs !== null && pattern.endsWith('[verb]')) {
      return Object.entries(verbs).map(([verb, { permission }]) => ({
        ...found,
        title: `${method} ${pattern.replace('[verb]', verb)}`,
        verb,
        permission,
      }));
    }
    const permission = documentOf(handler)?.permission;
    return [{ ...found, title: `${method} ${pattern}`, verb: null, permission }];
  });
}
